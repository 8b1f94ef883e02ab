package io.deepsearch4j.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.zip.GZIPInputStream;

/// Unpacks a gzip file in memory, up to a size and a ratio.
final class Gzip {
  /// What came of unpacking.
  sealed interface Outcome {}

  /// The file inside, under its own name.
  record Unpacked(Source source) implements Outcome {}

  /// Why there is none.
  record Failed(Reading.Unreadable reading) implements Outcome {}

  private static final int SMALL = 1_000_000; // below this size no ratio is suspicious

  private Gzip() {}

  static Outcome unpack(Source source, DocumentsConfig config) {
    long most =
        Math.min(
            config.maxBytes(), Math.max(SMALL, (long) source.bytes().length * config.maxRatio()));
    var unpacked = new ByteArrayOutputStream();
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(source.bytes()))) {
      byte[] buffer = new byte[65_536];
      for (int read = gzip.read(buffer); read >= 0; read = gzip.read(buffer)) {
        unpacked.write(buffer, 0, read);
        if (unpacked.size() > most) {
          return failed(
              Reading.Reason.TOO_LARGE,
              source.url()
                  + " unpacks to more than "
                  + most
                  + " bytes; raise documents.max-bytes or documents.max-ratio to read it");
        }
      }
    } catch (IOException broken) {
      return failed(
          Reading.Reason.BROKEN,
          source.url() + " is a broken gzip file; look for another copy of it");
    }
    return new Unpacked(
        new Source(
            unpacked.toByteArray(),
            "",
            URI.create(source.url().toString().replaceFirst("\\.gz(?=$|[?#])", ""))));
  }

  private static Outcome failed(Reading.Reason reason, String why) {
    return new Failed(new Reading.Unreadable(reason, why));
  }
}
