package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Locator;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.Page;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableAnswersTest {
  private static final String CSV = "Region,2022,2023\nNorth,120,140\nSouth,90,95\nEast,30,20\n";

  @Test
  void theRowsThatMeetTheConditionBecomeEvidenceWithTheirCells() {
    Toolbox.Outcome outcome = ask(List.of("2023"), List.of("Region = North"), "", "");

    assertThat(((Observation.Rows) outcome.observation()).rows())
        .anyMatch(row -> row.contains("140"));
    assertThat(outcome.evidence())
        .singleElement()
        .satisfies(
            evidence -> {
              assertThat(evidence.quote()).isEqualTo("North | 120 | 140");
              assertThat(evidence.locator())
                  .isInstanceOfSatisfying(
                      Locator.Cells.class, cells -> assertThat(cells.range()).isEqualTo("A2:C2"));
            });
  }

  @Test
  void aSumNamesEveryRowItWasComputedFrom() {
    Toolbox.Outcome outcome = ask(List.of("2023"), List.of(), "", "sum");

    assertThat(((Observation.Rows) outcome.observation()).rows())
        .anyMatch(row -> row.contains("255"));
    assertThat(outcome.evidence()).hasSize(3);
  }

  @Test
  void aConditionThatIsNoneIsExplained() {
    Toolbox.Outcome outcome = ask(List.of(), List.of("whatever"), "", "");

    assertThat(outcome.observation())
        .isInstanceOfSatisfying(
            Observation.Failed.class,
            failed -> assertThat(failed.why()).contains("Segment = Grid"));
  }

  private static Toolbox.Outcome ask(
      List<String> select, List<String> where, String groupBy, String aggregate) {
    URI url = URI.create("https://a.example/sales.csv");
    var reader =
        new FormatReader(
            DocumentsConfig.DEFAULT,
            _ -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "no binary files here"));
    Document document =
        ((Reading.Read)
                reader.read(new Source(CSV.getBytes(StandardCharsets.UTF_8), "text/csv", url)))
            .document();
    var page =
        new Page(
            "0123456789abcdef",
            url,
            url,
            List.of(),
            "text/csv",
            "0".repeat(64),
            CSV.length(),
            "0".repeat(64),
            Instant.EPOCH,
            "no robots.txt");
    return TableAnswers.answer(
        new Action.QueryTable(page.id(), "t1", select, where, groupBy, aggregate),
        page,
        document,
        new EvidenceRegister(List.of(), 0));
  }
}
