package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.ShorthandExcerpt.Line;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShorthandNamesTest {
  private static boolean areMissing(String question, String url, String line) {
    var lines = List.of(new Line(line, 0, line.length()));
    var leads = new ShorthandLeads(List.of(), List.of());
    return ShorthandNames.areMissing(
        question, URI.create(url), new ShorthandExcerpt("", lines, lines, Map.of(), leads, 1));
  }

  @Test
  void namesTheSubjectOrTheWorksOfADescription() {
    assertThat(ShorthandNames.of("Old Mill : maker")).containsExactly("Old Mill");
    assertThat(ShorthandNames.of("? : cites On Mills ; On Old Mills"))
        .containsExactly("On Mills", "On Old Mills");
    assertThat(ShorthandNames.of("? : based Oldtown founded 1935")).isEmpty();
    assertThat(ShorthandNames.of("Mill : maker")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "The Old Mill @7, Old Mill, true",
    "Old Millers, Old Mill, false",
    "海岸磨坊的模型, 磨坊的, true",
    "Old Mill, '', false",
  })
  void bearsWholeWords(String text, String name, boolean borne) {
    assertThat(ShorthandNames.bears(text, name)).isEqualTo(borne);
  }

  @ParameterizedTest
  @CsvSource({
    "Old Mill : maker, https://news.example/1, New Mill was made by Bo., true",
    "Old Mill : maker, https://news.example/1, Old Mill was made by Bo., false",
    "Old Mill : size 2022, https://old-mill.example/sizes.csv, 2022 : 5, false",
    "Old Mill : maker, https://news.example/1, 新磨坊由波制造。, false",
    "? : based Oldtown founded 1935, https://news.example/1, New Mill., false",
  })
  void tellsAPageThatIsPlainlyAboutOthers(
      String question, String url, String line, boolean missing) {
    assertThat(areMissing(question, url, line)).isEqualTo(missing);
  }

  @Test
  void aPaperMayBearWhatItCitesInItsLinksAlone() {
    var cited = Map.of("A. On Old Mills @1", URI.create("https://journal.example/1"));
    var page =
        new ShorthandExcerpt(
            "On Barns", List.of(), List.of(), cited, new ShorthandLeads(List.of(), List.of()), 0);
    URI url = URI.create("https://journal.example/2");

    assertThat(ShorthandNames.areMissing("? : cites On Old Mills ; On New Mills", url, page))
        .isFalse();
    assertThat(ShorthandNames.areMissing("On Old Mills : author", url, page)).isTrue();
  }
}
