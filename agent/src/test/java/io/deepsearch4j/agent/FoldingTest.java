package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.TokenEstimate;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldingTest {
  private static final int WINDOW = 5_000;
  private static final String FACT = "The tower is 330 m high.";

  @TempDir Path folder;

  @Test
  void sixtyLongObservationsStayWithinTheWindowAndNothingIsForgotten() {
    var calls = new ArrayList<>(List.of(DeepSearchTest.SEARCH));
    for (int i = 0; i < 30; i++) {
      calls.add("url_crawler {\"urls\":[\"https://tower.example/" + i + "\"]}");
      calls.add(
          "document_qa {\"tasks\":[{\"page\":\"P"
              + (i + 1)
              + "\",\"question\":\"How high is it?\"}]}");
    }
    calls.add(DeepSearchTest.FINISH);
    String phrase =
        FACT + " " + "It stands beside the river and many people see it. ".repeat(30).strip();
    try (TestRuns runs = TestRuns.with(folder, Script.counting(phrase, calls))) {
      for (int i = 0; i < 30; i++) {
        runs.web.page("https://tower.example/" + i, "The tower " + i + "\n" + phrase);
      }
      AgentConfig d = AgentConfig.DEFAULT;
      String id =
          runs.create(
              "How high is the tower?",
              new AgentConfig(
                  d.depth(),
                  0,
                  0,
                  0,
                  BigDecimal.ZERO,
                  0,
                  -1,
                  d.policy(),
                  WINDOW,
                  d.pace(),
                  d.style()));

      runs.work(id);

      List<Step> steps =
          runs.steps(id).stream().filter(step -> step.episode().equals("research/0")).toList();
      List<Step.Folded> folds =
          steps.stream()
              .filter(Step.Folded.class::isInstance)
              .map(Step.Folded.class::cast)
              .toList();
      assertThat(folds).isNotEmpty();
      assertThat(folds)
          .allSatisfy(
              fold ->
                  assertThat(fold.summary())
                      .contains("[E1]", "Open conditions", "tower height", "next: read on")
                      .doesNotContain("A line without evidence"));
      assertThat(runs.store.known(id).state()).isEqualTo(RunState.COMPLETED);
      for (int i = 1; i < steps.size(); i++) {
        if (steps.get(i) instanceof Step.Chosen) {
          var request = Briefing.request(new Trajectory(steps.subList(0, i)));
          assertThat(TokenEstimate.DEFAULT.tokens(request.messages())).isLessThan(WINDOW);
          assertThat(request.messages().get(1).text()).contains("How high is the tower?");
        }
      }
    }
  }
}
