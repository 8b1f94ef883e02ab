package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Agency;
import io.deepsearch4j.practice.World.University;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// Writes statistics as CSV; Chinese agencies in GB18030 and without saying so, as many do.
final class StatisticsTable {
  private StatisticsTable() {}

  static Resource production(Almanac almanac, Agency agency) {
    Language language = agency.language();
    return csv(
        almanac,
        almanac.geography().of(agency).production(),
        language.either("province,year,production (tonnes)", "省份,年份,工业产量（吨）"),
        fact -> fact.subject() + "," + fact.qualifier("year") + "," + fact.value(),
        language.either(StandardCharsets.UTF_8, Charset.forName("GB18030")));
  }

  static Resource enrolment(Almanac almanac, University university) {
    return csv(
        almanac,
        almanac.geography().of(university).enrolment(),
        university.language().either("year,students enrolled", "年份,在校学生人数"),
        fact -> fact.qualifier("year") + "," + fact.value(),
        StandardCharsets.UTF_8);
  }

  static Resource csv(
      Almanac almanac, Place place, String header, Function<Fact, String> row, Charset charset) {
    return new Resource.Attachment(
        place.url(),
        "text/csv",
        () -> {
          StringBuilder text = new StringBuilder(header).append("\r\n");
          for (Fact fact : almanac.facts().statedAt(place.url())) {
            text.append(row.apply(fact)).append("\r\n");
          }
          return text.toString().getBytes(charset);
        });
  }
}
