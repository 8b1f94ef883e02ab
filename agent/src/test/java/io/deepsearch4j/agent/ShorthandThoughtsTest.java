package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.agent.ShorthandExcerpt.Line;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShorthandThoughtsTest {
  private static final String NOTHING = "nothing here";

  private static ShorthandExcerpt page(List<String> lines, String... links) {
    return page("", lines, links);
  }

  private static ShorthandExcerpt page(String title, List<String> lines, String... links) {
    List<Line> shown = lines.stream().map(line -> new Line(line, 0, line.length())).toList();
    Map<String, URI> targets = new LinkedHashMap<>();
    for (String link : links) {
      targets.put(link, URI.create("https://mill.example/" + targets.size()));
    }
    return new ShorthandExcerpt(
        title, shown, shown, targets, new ShorthandLeads(List.of(), List.of()), shown.size());
  }

  private static List<String> thoughts(String question, ShorthandExcerpt page) {
    return ShorthandThoughts.of(question, page);
  }

  @Test
  void offersEveryLineAndLinkAndNothing() {
    assertThat(thoughts("Old Mill : maker", page(List.of("Old Mill is old."), "Next @1")))
        .containsExactly("Old Mill is old.", "Next @1", NOTHING);
  }

  @Test
  void offersNoRowOfAnotherSubjectWhereTheSubjectHasOne() {
    var page =
        page(List.of("Staff of two", "Ann Lee : Office A 1", "Bo Ray : Office B 2"), "Next @1");

    assertThat(thoughts("Bo Ray : office", page)).containsExactly("Bo Ray : Office B 2");
    assertThat(thoughts("Cy Orr : office", page))
        .containsExactly(
            "Staff of two", "Ann Lee : Office A 1", "Bo Ray : Office B 2", "Next @1", NOTHING);
  }

  @Test
  void offersNoRowOfAnotherPartWhereThePartHasOne() {
    var page = page(List.of("Sales in tonnes", "Grain : 2022 5", "Flour : 2022 7"));

    assertThat(thoughts("Old Mill : sales Flour 2022", page))
        .containsExactly("Sales in tonnes", "Flour : 2022 7", NOTHING);
  }

  @Test
  void offersNoRowOfAnotherYearWhereTheYearHasOne() {
    var page = page(List.of("East : year 2021 ; tonnes 5", "East : year 2022 ; tonnes 7"));

    assertThat(thoughts("East : production 2022", page))
        .containsExactly("East : year 2022 ; tonnes 7", NOTHING);
    assertThat(thoughts("East : production 2020", page)).hasSize(3);
  }

  @Test
  void offersOnlyWhatBearsADescriptionThatThePageBearsInFull() {
    var page = page(List.of("References"), "A. On Old Mills @1", "B. On New Mills @2", "Home @3");

    assertThat(thoughts("? : cites On Old Mills ; On New Mills", page))
        .containsExactly("A. On Old Mills @1", "B. On New Mills @2");
    assertThat(thoughts("? : cites On Old Mills ; On No Mills", page)).contains(NOTHING, "Home @3");
  }

  @Test
  void aPageThatIsCalledByOneOfTheNamesIsNotWhatIsDescribed() {
    var page = page("On Old Mills", List.of(), "B. On New Mills @2", "Who cites it @3");

    assertThat(thoughts("? : cites On Old Mills ; On New Mills", page))
        .containsExactly("On Old Mills", "B. On New Mills @2", "Who cites it @3", NOTHING);
  }
}
