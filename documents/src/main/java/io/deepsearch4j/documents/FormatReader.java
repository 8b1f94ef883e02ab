package io.deepsearch4j.documents;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads any file: finds out what it is and hands it to the reader for that format.
///
/// Safe to share. Text formats are read here, on a thread that is given up when the time limit is
/// over; PDF, office files and archives go to the reader given for them.
public final class FormatReader implements DocumentReader {
  private final DocumentsConfig config;
  private final DocumentReader binary;
  private final DocumentReader html;
  private final DocumentReader text;
  private final DocumentReader csv;

  /// A reader of all formats.
  ///
  /// @param binary reads PDF, office files and archives; see to it that it cannot take us down
  public FormatReader(DocumentsConfig config, DocumentReader binary) {
    this.config = config;
    this.binary = binary;
    this.html = new HtmlReader(config);
    this.text = new TextReader(config);
    this.csv = new CsvReader(config);
  }

  @Override
  public Reading read(Source source) {
    if (source.bytes().length == 0) {
      return unreadable(
          Reading.Reason.BROKEN, source.url() + " is an empty file; look for another copy of it");
    }
    if (source.bytes().length > config.maxBytes()) {
      return unreadable(
          Reading.Reason.TOO_LARGE,
          source.url()
              + " has "
              + source.bytes().length
              + " bytes; raise documents.max-bytes above "
              + config.maxBytes()
              + " to read it");
    }
    String type = MediaTypes.of(source);
    return switch (type) {
      case MediaTypes.PDF, MediaTypes.ZIP, MediaTypes.OLE -> binary.read(source);
      case MediaTypes.HTML -> inTime(html, source);
      case MediaTypes.CSV -> inTime(csv, source);
      case MediaTypes.PLAIN, MediaTypes.MARKDOWN, MediaTypes.JSON, MediaTypes.XML ->
          inTime(text, source);
      case MediaTypes.GZIP -> unpacked(source);
      default -> unsupported(type, source.url());
    };
  }

  /// Why files of this kind are never read, told by the first bytes and the name alone; empty where
  /// only reading can tell.
  ///
  /// @param beginning of the file; 64 KB are enough
  public static Optional<Reading.Unreadable> refusal(Source beginning) {
    String type = MediaTypes.of(beginning);
    return switch (type) {
      case MediaTypes.PDF,
          MediaTypes.ZIP,
          MediaTypes.OLE,
          MediaTypes.GZIP,
          MediaTypes.HTML,
          MediaTypes.CSV,
          MediaTypes.PLAIN,
          MediaTypes.MARKDOWN,
          MediaTypes.JSON,
          MediaTypes.XML ->
          Optional.empty();
      default -> Optional.of(unsupported(type, beginning.url()));
    };
  }

  private Reading unpacked(Source source) {
    return switch (Gzip.unpack(source, config)) {
      case Gzip.Unpacked(Source inner) ->
          MediaTypes.of(inner).equals(MediaTypes.GZIP)
              ? unsupported("gzip in gzip", source.url())
              : read(inner);
      case Gzip.Failed(Reading.Unreadable reading) -> reading;
    };
  }

  private static Reading.Unreadable unsupported(String type, URI url) {
    if (type.startsWith("image/")) {
      return unreadable(
          Reading.Reason.OCR_NEEDED,
          url + " is an image (" + type + "); its words can only be read by text recognition");
    }
    String what =
        type.equals(MediaTypes.UNKNOWN) ? "is of no format we know" : "is of type " + type;
    return unreadable(
        Reading.Reason.UNSUPPORTED,
        url
            + " "
            + what
            + ", which cannot be read; look for it as HTML, PDF, CSV or an office file");
  }

  private Reading inTime(DocumentReader reader, Source source) {
    var task = new FutureTask<Reading>(() -> reader.read(source));
    Thread.ofPlatform().daemon().name("documents-reader").start(task);
    try {
      return task.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      task.cancel(true);
      return unreadable(
          Reading.Reason.TOO_SLOW,
          source.url()
              + " took longer than "
              + config.timeout().toSeconds()
              + " s to read; raise documents.timeout to wait longer");
    } catch (InterruptedException _) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new CancellationException("reading " + source.url() + " was cancelled");
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      return failed(cause == null ? failed : cause, source);
    }
  }

  private static Reading failed(Throwable cause, Source source) {
    if (cause instanceof OutOfMemoryError) {
      return unreadable(
          Reading.Reason.TOO_LARGE,
          source.url() + " needs more memory than there is; give the program a larger heap");
    }
    if (cause instanceof Error error && !(cause instanceof StackOverflowError)) {
      throw error;
    }
    // The page is hostile input: what a parser trips over is a fact about the file, not about us.
    return unreadable(
        Reading.Reason.BROKEN,
        source.url() + " cannot be read (" + cause + "); look for another copy of it");
  }

  private static Reading.Unreadable unreadable(Reading.Reason reason, String why) {
    return new Reading.Unreadable(reason, why);
  }
}
