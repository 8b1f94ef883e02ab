package io.deepsearch4j.documents;

import io.deepsearch4j.documents.Reading.Reason;
import io.deepsearch4j.documents.Reading.Unreadable;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/// Reads PDF: text in reading order page by page, headings, tables, links. Forms are read as they
/// are drawn; XFA, scripts and attachments are never looked at.
final class PdfReader {
  private final DocumentsConfig config;

  PdfReader(DocumentsConfig config) {
    this.config = config;
  }

  Reading read(Source source) throws IOException {
    try (PDDocument document = Loader.loadPDF(source.bytes())) {
      return read(document, source);
    } catch (InvalidPasswordException locked) {
      return BinaryReader.passwordRequired(source);
    } catch (NoClassDefFoundError withoutCertificates) {
      // Encryption for the holders of certain certificates needs a library we leave out.
      return BinaryReader.passwordRequired(source);
    }
  }

  private Reading read(PDDocument document, Source source) throws IOException {
    int pages = Math.min(document.getNumberOfPages(), config.maxPages());
    var contents = new PdfContents(document, pages);
    if (!contents.hasText()) {
      return new Unreadable(
          Reason.OCR_NEEDED,
          "%s has %d pages and no text layer, only images; find a text version or run OCR first"
              .formatted(source.url(), document.getNumberOfPages()));
    }
    var builder = new DocumentBuilder(BinaryType.PDF.mediaType());
    boolean titled = properties(document.getDocumentInformation(), builder);
    new PdfText(builder, source, contents, titled).write();
    if (document.getNumberOfPages() > pages) {
      builder.remark(
          "The document has %d pages; the first %d were read (documents.max-pages)."
              .formatted(document.getNumberOfPages(), pages));
    }
    int empty = contents.emptyPages().size();
    if (empty > 0) {
      builder.remark(
          "%d pages have no text layer and need OCR; the first is page %d."
              .formatted(empty, contents.emptyPages().getFirst()));
    }
    return new Reading.Read(builder.build());
  }

  // Whether there was a title.
  private static boolean properties(PDDocumentInformation about, DocumentBuilder builder) {
    String title = about.getTitle() == null ? "" : DocumentBuilder.clean(about.getTitle());
    boolean titled = isTitle(title);
    if (titled) {
      builder.title(title);
    }
    Calendar made = about.getCreationDate();
    if (made != null) {
      // The day as the author's calendar showed it, not as it was in Greenwich.
      ZoneOffset zone =
          ZoneOffset.ofTotalSeconds(made.getTimeZone().getOffset(made.getTimeInMillis()) / 1000);
      builder.published(LocalDate.ofInstant(made.toInstant(), zone).toString());
    }
    return titled;
  }

  // Many programs put the file's name where the title belongs.
  private static boolean isTitle(String title) {
    String lower = title.toLowerCase(Locale.ROOT);
    return !lower.isEmpty()
        && !lower.startsWith("microsoft ")
        && !lower.startsWith("untitled")
        && !lower.matches(".*\\.(docx?|pdf|indd|tex|dvi|xlsx?|pptx?|qxd)");
  }
}
