package io.deepsearch4j.practice;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ooxml.POIXMLDocument;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;

/// Writes an office document so that the same content gives the same bytes at any time.
final class StableOffice {
  private static final LocalDateTime MADE = LocalDateTime.of(2025, 1, 1, 0, 0);
  private static final String STAMP = "2025-01-01T00:00:00Z";

  private StableOffice() {}

  static byte[] bytes(POIXMLDocument document) throws IOException {
    try {
      var properties = document.getProperties().getCoreProperties();
      properties.setCreated(STAMP);
      properties.setModified(STAMP);
    } catch (InvalidFormatException e) {
      throw new IllegalStateException(STAMP + " is a date that every document takes", e);
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    document.write(written);
    return restamped(written.toByteArray());
  }

  /// A zip file's entries carry the hour at which they were written; here all carry the same one.
  private static byte[] restamped(byte[] zip) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
        ZipOutputStream out = new ZipOutputStream(written)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        ZipEntry stamped = new ZipEntry(entry.getName());
        stamped.setTimeLocal(MADE);
        out.putNextEntry(stamped);
        in.transferTo(out);
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written.toByteArray();
  }
}
