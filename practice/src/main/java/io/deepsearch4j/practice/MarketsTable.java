package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Company;
import java.nio.charset.StandardCharsets;

/// Writes a company's sales by province as CSV.
final class MarketsTable {
  private MarketsTable() {}

  static Resource of(Almanac almanac, Company company, int year) {
    return StatisticsTable.csv(
        almanac,
        almanac.geography().of(company).markets(year),
        company
            .language()
            .either("province,sales " + year + " (million euros)", "省份," + year + "年销售额（万元）"),
        fact -> fact.qualifier("market") + "," + fact.value(),
        StandardCharsets.UTF_8);
  }
}
