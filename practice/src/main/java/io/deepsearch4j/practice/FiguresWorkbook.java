package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/// Writes a company's figures of three years as a workbook.
final class FiguresWorkbook {
  static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final Almanac almanac;
  private final Company company;
  private final int reported;
  private final Language language;

  private FiguresWorkbook(Almanac almanac, Company company, int reported) {
    this.almanac = almanac;
    this.company = company;
    this.reported = reported;
    language = company.language();
  }

  static Resource of(Almanac almanac, Company company, int reported) {
    FiguresWorkbook workbook = new FiguresWorkbook(almanac, company, reported);
    return new Resource.Attachment(
        almanac.geography().of(company).figures(reported).url(), MEDIA_TYPE, workbook::bytes);
  }

  /// The address of a figure in the workbook of the reported year.
  static String cell(int row, int reported, int year) {
    return SheetWriter.address(row, years(reported).indexOf(year));
  }

  private static List<Integer> years(int reported) {
    return World.YEARS.stream()
        .filter(year -> CompanyFacts.reportsCovering(year).contains(reported))
        .toList();
  }

  private byte[] bytes() {
    List<Integer> years = years(reported);
    String format = language.either("#,##0.0", "#,##0");
    String note = language.either("in millions of euros", "单位：万元");
    String over = language.either("Year ended 31 December", "截至十二月三十一日止年度");
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      SheetWriter segments = new SheetWriter(workbook, CompanyFacts.SEGMENTS_SHEET, format);
      segments.head(
          company.name().text() + language.either(": revenue by segment", "分部收入"),
          note,
          language.either("Segment", "分部"),
          over,
          years);
      for (Name segment : company.segments()) {
        segments.row(
            segment.text(),
            years.stream()
                .map(
                    year ->
                        value(
                            Relation.SEGMENT_REVENUE,
                            Map.of("segment", segment.text(), "year", year.toString())))
                .toList());
      }
      segments.total(language.either("Revenue", "营业收入合计"), years.size());
      SheetWriter income = new SheetWriter(workbook, CompanyFacts.INCOME_SHEET, format);
      income.head(
          company.name().text() + language.either(": other figures", "其他数据"),
          note,
          language.either("Item", "项目"),
          over,
          years);
      income.row(language.either("Net income", "净利润"), row(Relation.NET_INCOME, years));
      income.row(
          language.either("Research and development", "研发支出"),
          row(Relation.RESEARCH_SPENDING, years));
      var notes = workbook.createSheet(language.either("Notes", "说明"));
      notes
          .createRow(0)
          .createCell(0)
          .setCellValue(almanac.filler("notes " + company.site(), language).paragraph(2));
      return StableOffice.bytes(workbook);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> row(Relation relation, List<Integer> years) {
    return years.stream().map(year -> value(relation, Map.of("year", year.toString()))).toList();
  }

  private String value(Relation relation, Map<String, String> qualifiers) {
    Place place = almanac.geography().of(company).figures(reported);
    return almanac.facts().at(place, company.name().text(), relation, qualifiers).value();
  }
}
