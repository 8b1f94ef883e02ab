package io.deepsearch4j.documents;

import io.deepsearch4j.documents.Reading.Reason;
import io.deepsearch4j.documents.Reading.Unreadable;
import java.io.IOException;
import java.util.Locale;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.util.RecordFormatException;

/// Reads PDF, office files and archives in this process. What it is fed may be hostile: put an
/// [IsolatedReader] around it unless the files are one's own. Safe to share.
public final class BinaryReader implements DocumentReader {
  private final DocumentsConfig config;
  private final PdfReader pdf;
  private final WorkbookReader workbooks;
  private final WordReader word;
  private final SlidesReader slides;
  private final ArchiveReader archives;

  /// Sets POI's limits on compressed parts, which hold for the whole process.
  ///
  /// @param text reads the members of archives that are none of the formats known here
  public BinaryReader(DocumentsConfig config, DocumentReader text) {
    this.config = config;
    ZipSecureFile.setMinInflateRatio(1.0 / config.maxRatio());
    ZipSecureFile.setMaxEntrySize(Math.min(4 * config.maxBytes(), Integer.MAX_VALUE));
    ZipSecureFile.setMaxFileCount(ArchiveReader.MOST_MEMBERS);
    pdf = new PdfReader(config);
    workbooks = new WorkbookReader(config);
    word = new WordReader();
    slides = new SlidesReader();
    archives =
        new ArchiveReader(
            config,
            member ->
                BinaryType.of(member.bytes()) == BinaryType.OTHER
                    ? text.read(member)
                    : read(member));
  }

  @Override
  public Reading read(Source source) {
    if (source.bytes().length > config.maxBytes()) {
      return new Unreadable(
          Reason.TOO_LARGE,
          "%s has %d bytes; documents.max-bytes allows %d"
              .formatted(source.url(), source.bytes().length, config.maxBytes()));
    }
    BinaryType type = BinaryType.of(source.bytes());
    try {
      return readAs(type, source);
    } catch (EncryptedDocumentException encrypted) {
      return passwordRequired(source);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError failure) {
      // Parsers fed with hostile bytes throw whatever their authors did not foresee; for the caller
      // all of it means the same: this file cannot be read.
      return failed(type, source, failure);
    }
  }

  private Reading readAs(BinaryType type, Source source) throws IOException {
    return switch (type) {
      case PDF -> pdf.read(source);
      case XLSX, XLS -> workbooks.read(type, source);
      case DOCX, DOC -> word.read(type, source);
      case PPTX, PPT -> slides.read(type, source);
      case ENCRYPTED_OFFICE -> passwordRequired(source);
      case ZIP -> archives.read(source);
      case OTHER ->
          new Unreadable(
              Reason.UNSUPPORTED,
              source.url()
                  + " is neither PDF nor an office file nor a ZIP archive; ask for another format");
    };
  }

  static Reading passwordRequired(Source source) {
    return new Unreadable(
        Reason.PASSWORD_REQUIRED,
        source.url() + " is encrypted and needs a password; ask for an open copy");
  }

  private static Reading failed(BinaryType type, Source source, Throwable failure) {
    String cause =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    if (isBomb(failure)) {
      return new Unreadable(
          Reason.TOO_LARGE,
          source.url() + " unpacks to far more than its size and was not read further");
    }
    return new Unreadable(
        Reason.BROKEN,
        "%s is a damaged %s file (%s); try another copy"
            .formatted(source.url(), type.mediaType(), shortened(cause)));
  }

  private static boolean isBomb(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("zip bomb")
          || (cause instanceof RecordFormatException && message.contains("maximum length"))) {
        return true;
      }
    }
    return false;
  }

  private static String shortened(String message) {
    String line = DocumentBuilder.clean(message);
    return line.length() > 160 ? line.substring(0, 160) + "…" : line;
  }
}
