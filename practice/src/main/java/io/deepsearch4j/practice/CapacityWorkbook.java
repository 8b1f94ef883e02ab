package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Agency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/// Writes an agency's capacity by province and year as a workbook.
final class CapacityWorkbook {
  static final String SHEET = "Capacity";

  private CapacityWorkbook() {}

  static Resource of(Almanac almanac, Agency agency) {
    Place place = almanac.geography().of(agency).capacity();
    return new Resource.Attachment(
        place.url(), FiguresWorkbook.MEDIA_TYPE, () -> bytes(almanac, agency, place));
  }

  /// The address of a province's figure; rows and years count from 0.
  static String cell(int row, int year) {
    return SheetWriter.address(row, year);
  }

  private static byte[] bytes(Almanac almanac, Agency agency, Place place) {
    Language language = agency.language();
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      SheetWriter sheet = new SheetWriter(workbook, SHEET, "#,##0");
      sheet.head(
          language.either("Installed capacity by province", "各省装机容量"),
          language.either("in megawatts", "单位：兆瓦"),
          language.either("Province", "省份"),
          language.either("At the end of the year", "年末"),
          World.YEARS);
      for (Name region : agency.regions()) {
        sheet.row(
            region.text(),
            World.YEARS.stream()
                .map(
                    year ->
                        almanac
                            .facts()
                            .at(
                                place,
                                region.text(),
                                Relation.CAPACITY,
                                Map.of("year", year.toString()))
                            .value())
                .toList());
      }
      return StableOffice.bytes(workbook);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
