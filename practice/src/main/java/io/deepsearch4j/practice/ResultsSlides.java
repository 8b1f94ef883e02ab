package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Company;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextBox;

/// Writes a results presentation as PPTX: a title, some talk, and the outlook for the year to come.
final class ResultsSlides {
  private static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.presentationml.presentation";

  private ResultsSlides() {}

  static Resource of(Almanac almanac, Company company, int year) {
    Place place = almanac.geography().of(company).slides(year);
    return new Resource.Attachment(
        place.url(), MEDIA_TYPE, () -> bytes(almanac, company, place, year));
  }

  private static byte[] bytes(Almanac almanac, Company company, Place place, int year) {
    Language language = company.language();
    Filler filler = almanac.filler("slides " + company.site(), language);
    try (XMLSlideShow show = new XMLSlideShow()) {
      slide(show, List.of(company.name().text(), language.either("Results " + year, year + "年业绩")));
      slide(show, List.of(language.either("Highlights", "要点"), filler.paragraph(2)));
      slide(show, almanac.sentences(place));
      return StableOffice.bytes(show);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void slide(XMLSlideShow show, List<String> lines) {
    XSLFTextBox box = show.createSlide().createTextBox();
    box.setAnchor(new Rectangle(40, 40, 640, 440));
    box.clearText();
    for (String line : lines) {
      box.addNewTextParagraph().addNewTextRun().setText(line);
    }
  }
}
