package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/// Writes a company's annual report: a dozen pages or more, with the figures far from the front.
/// PDF in English; DOCX in Chinese, because no Chinese font comes with the libraries.
final class AnnualReport {

  /// The parts of a report that state facts.
  enum Section {
    ORDERS,
    PEOPLE,
    PLANTS
  }

  private final Almanac almanac;
  private final Company company;
  private final int year;
  private final Language language;
  private final Place place;
  private final Filler filler;

  private AnnualReport(Almanac almanac, Company company, int year) {
    this.almanac = almanac;
    this.company = company;
    this.year = year;
    language = company.language();
    place = almanac.geography().of(company).annualReport(year);
    filler = almanac.filler("annual report " + company.site() + year, language);
  }

  static Resource of(Almanac almanac, Company company, int year) {
    AnnualReport report = new AnnualReport(almanac, company, year);
    String mediaType = company.language().either("application/pdf", NoticeDocument.MEDIA_TYPE);
    return new Resource.Attachment(report.place.url(), mediaType, report::bytes);
  }

  static String title(Section section, Language language) {
    return switch (section) {
      case ORDERS -> language.either("Orders", "在手订单");
      case PEOPLE -> language.either("People", "员工情况");
      case PLANTS -> language.either("Employees by plant", "各厂员工人数");
    };
  }

  private byte[] bytes() {
    String title =
        language.either(
            company.name().text() + " Annual Report " + year,
            company.name().text() + year + "年年度报告");
    try {
      if (language == Language.CHINESE) {
        try (XWPFDocument document = new XWPFDocument()) {
          write(title, new TextDocument(document));
          return StableOffice.bytes(document);
        }
      }
      try (PdfPaper paper =
          new PdfPaper(title, almanac.seed() * 31 + place.url().getPath().hashCode())) {
        write(title, paper);
        return paper.bytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String title, ReportPaper paper) throws IOException {
    paper.heading(1, title);
    List<String> chapters =
        language.either(
            List.of("To our shareholders", "Strategy", "Governance", "Risk", "Environment"),
            List.of("致股东", "公司战略", "公司治理", "风险管理", "环境保护"));
    for (String chapter : chapters) {
      chapter(paper, chapter);
    }
    for (Section section : Section.values()) {
      paper.heading(2, title(section, language));
      paper.paragraph(filler.paragraph(4));
      section(paper, section);
    }
    chapter(paper, language.either("Outlook", "展望"));
  }

  private void chapter(ReportPaper paper, String title) throws IOException {
    paper.heading(2, title);
    for (int i = 0; i < 9; i++) {
      paper.paragraph(filler.paragraph(9));
    }
  }

  private void section(ReportPaper paper, Section section) throws IOException {
    switch (section) {
      case ORDERS -> sentence(paper, Relation.ORDER_BACKLOG);
      case PEOPLE -> sentence(paper, Relation.EMPLOYEES);
      case PLANTS -> plants(paper);
    }
  }

  private void sentence(ReportPaper paper, Relation relation) throws IOException {
    for (Fact fact : stated(relation)) {
      paper.paragraph(almanac.wording().sentence(fact, language));
    }
  }

  /// Chinese reports give the Latin spelling of a plant, too, as staff lists do of a person.
  private void plants(ReportPaper paper) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Fact fact : stated(Relation.PLANT_EMPLOYEES)) {
      String plant = fact.qualifier("plant");
      String staff = Wording.number(fact.value());
      rows.add(
          language.either(List.of(plant, staff), List.of(plant, spelledInLatin(plant), staff)));
    }
    String people = String.format(Locale.ROOT, language.either("Employees %d", "%d年员工人数"), year);
    paper.table(language.either(List.of("Plant", people), List.of("厂名", "英文名", people)), rows);
  }

  private String spelledInLatin(String plant) {
    return company.plants().stream()
        .filter(name -> name.text().equals(plant))
        .map(Name::english)
        .findFirst()
        .orElseThrow();
  }

  private List<Fact> stated(Relation relation) {
    return almanac.facts().statedAt(place.url()).stream()
        .filter(fact -> fact.relation() == relation)
        .toList();
  }
}
