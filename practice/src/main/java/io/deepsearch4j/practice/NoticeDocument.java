package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Agency;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/// Writes an agency's call for applications as DOCX.
final class NoticeDocument {
  static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  private NoticeDocument() {}

  static Resource of(Almanac almanac, Agency agency, Name programme) {
    Place place = almanac.geography().of(agency).notice(programme);
    return new Resource.Attachment(
        place.url(), MEDIA_TYPE, () -> bytes(almanac, agency, programme, place));
  }

  private static byte[] bytes(Almanac almanac, Agency agency, Name programme, Place place) {
    Filler filler = almanac.filler("notice " + programme.slug(), agency.language());
    try (XWPFDocument document = new XWPFDocument()) {
      TextDocument text = new TextDocument(document);
      text.heading(
          1,
          agency.language().either("Call: " + programme.text(), "关于" + programme.text() + "的通知"));
      text.paragraph(filler.paragraph(3));
      almanac.sentences(place).forEach(text::paragraph);
      text.paragraph(filler.paragraph(2));
      text.paragraph(agency.name().text());
      return StableOffice.bytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
