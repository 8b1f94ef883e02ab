package io.deepsearch4j.trainer.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SectionTest {
  private static final Scale SCALE = Scale.FULL;
  private static final Experiment ROTATION = experiment("rotation");

  @Test
  void aTableHoldsMeansAndDeviationsAndTheVerdicts() {
    var trials = new ArrayList<Trial>();
    for (String arm : ROTATION.arms()) {
      for (long seed : SCALE.seeds()) {
        double loss = (arm.equals(Arms.BASE) ? 1 : 2) + 0.1 * seed;
        double bytes = arm.equals(Arms.BASE) ? 1280 : 2048;
        trials.add(trial(arm, seed, Map.of(Metric.LOSS, loss, Metric.CACHE_BYTES, bytes)));
      }
    }

    String section = section(trials);

    assertThat(section)
        .startsWith("Made by `make claims`: 9 runs of ")
        .contains("| arm | held-out loss | cache bytes per token | µs per token |")
        .contains("| the published design | 1.2 ± 0.10 | 1,280 | – |")
        .contains("| It caches less than the predecessor's heads | holds | 768 | 0 |")
        .endsWith("![rotation](claims/rotation.svg)\n");
  }

  @Test
  void aRunThatDivergedIsSaidAndNotJudged() {
    var trials = new ArrayList<Trial>();
    for (String arm : ROTATION.arms()) {
      for (long seed : SCALE.seeds()) {
        trials.add(trial(arm, seed, Map.of(Metric.CACHE_BYTES, 1.0, Metric.LOSS, 1.0)));
      }
    }
    trials.set(0, new Trial(Arms.BASE, 1, 1, true, Map.of(Metric.CACHE_BYTES, 1.0), List.of()));

    String section = section(trials);

    assertThat(section)
        .contains("| the published design (1 diverged) |")
        .contains("cannot be told: a run diverged");
  }

  @Test
  void aQuickRunSaysThatItSaysNothing() {
    var results = new Results(Scale.QUICK, Arms.of(Scale.QUICK), List.of());

    String section = Section.of(ROTATION, results, "make claims", "claims/rotation.svg");

    assertThat(section).contains("too small to say anything");
  }

  @Test
  void theBestFixedStepIsTheOneWithTheLeastImbalanceOverWindows() {
    var trials = new ArrayList<Trial>();
    Experiment balance = experiment("balance");
    for (String arm : balance.arms()) {
      double violation = arm.equals("balance-fixed-0.003") ? 0.1 : 0.5;
      for (long seed : SCALE.seeds()) {
        trials.add(trial(arm, seed, Map.of(Metric.WINDOW_VIOLATION, violation)));
      }
    }

    List<Statement> statements = balance.statements().apply(results(trials));

    assertThat(statements.getFirst().other()).isEqualTo("balance-fixed-0.003");
  }

  private static Trial trial(String arm, long seed, Map<Metric, Double> values) {
    return new Trial(arm, seed, 20, false, values, List.of());
  }

  private static Results results(List<Trial> trials) {
    return new Results(SCALE, Arms.of(SCALE), trials);
  }

  private static String section(List<Trial> trials) {
    return Section.of(ROTATION, results(trials), "make claims", "claims/rotation.svg");
  }

  private static Experiment experiment(String name) {
    return Experiments.of(SCALE).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
