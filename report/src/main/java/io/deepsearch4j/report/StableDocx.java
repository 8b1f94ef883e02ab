package io.deepsearch4j.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/// Writes a Word document so that the same content gives the same bytes at any time.
final class StableDocx {
  private StableDocx() {}

  static byte[] bytes(XWPFDocument document, Instant made) throws IOException {
    var properties = document.getProperties().getCoreProperties();
    properties.setCreated(Optional.of(Date.from(made)));
    properties.setModified(Optional.of(Date.from(made)));
    properties.setCreator("deepsearch4j");
    var written = new ByteArrayOutputStream();
    document.write(written);
    return restamped(written.toByteArray());
  }

  /// The entries of a zip file carry the time at which they were written; here all carry one.
  private static byte[] restamped(byte[] zip) throws IOException {
    var written = new ByteArrayOutputStream();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip));
        var out = new ZipOutputStream(written)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var stamped = new ZipEntry(entry.getName());
        stamped.setTimeLocal(BundleZip.STAMP);
        out.putNextEntry(stamped);
        in.transferTo(out);
        out.closeEntry();
      }
    }
    return written.toByteArray();
  }
}
