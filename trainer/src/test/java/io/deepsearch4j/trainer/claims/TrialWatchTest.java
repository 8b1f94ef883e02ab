package io.deepsearch4j.trainer.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.deepsearch4j.trainer.Metrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialWatchTest {
  @Test
  void aLossFarAboveTheFiftyBeforeIsASpike() {
    var watch = new TrialWatch(0);
    for (int step = 1; step <= 120; step++) {
      double usual = 2 + 0.01 * (step % 3);
      watch.add(step(step, step == 90 ? 3 : usual, 1, 0.1), new double[0][]);
    }

    assertThat(values(watch)).contains(entry(Metric.SPIKES, 1.0));
  }

  @Test
  void balanceIsSettledFromWhereItStays() {
    var watch = new TrialWatch(0);
    double[] violations = {2, 0.4, 0.9, 0.4, 0.3, 0.2};
    for (int i = 0; i < violations.length; i++) {
      watch.add(step(i + 1, 1, 1, violations[i]), new double[0][]);
    }

    assertThat(values(watch)).contains(entry(Metric.SETTLED, 3.0));
  }

  @Test
  void balanceThatIsNeverSettledTakesAllSteps() {
    var watch = new TrialWatch(0);
    watch.add(step(1, 1, 1, 0.1), new double[0][]);
    watch.add(step(2, 1, 1, 0.7), new double[0][]);

    assertThat(values(watch)).contains(entry(Metric.SETTLED, 2.0));
  }

  @Test
  void gradientsOfTheWarmUpAreNoPeaks() {
    var watch = new TrialWatch(2);
    double[] norms = {50, 40, 3, 7, 1};
    for (int i = 0; i < norms.length; i++) {
      watch.add(step(i + 1, 1, norms[i], 0.1), new double[0][]);
    }

    assertThat(values(watch)).contains(entry(Metric.GRADIENT_PEAK, 7.0));
  }

  @Test
  void aModelWithoutExpertsHasNoBalance() {
    var watch = new TrialWatch(0);
    watch.add(new Metrics(1, 100, 1, 1, 0, 1, 0.01, List.of(), List.of(), 100), new double[2][0]);

    assertThat(values(watch))
        .containsKey(Metric.TOKEN_MICROS)
        .doesNotContainKeys(Metric.SETTLED, Metric.FLIPS);
  }

  @Test
  void aLongRunBecomesACurveOfSixtyPoints() {
    var watch = new TrialWatch(0);
    for (int step = 1; step <= 600; step++) {
      watch.add(step(step, step, 1, 0.1), new double[0][]);
    }

    assertThat(watch.curve()).hasSize(60);
    assertThat(watch.curve().getFirst().loss()).isEqualTo(5.5);
    assertThat(watch.curve().getLast().tokens()).isEqualTo(60_000);
  }

  private static Map<Metric, Double> values(TrialWatch watch) {
    var values = new EnumMap<Metric, Double>(Metric.class);
    watch.into(values);
    return values;
  }

  private static Metrics step(int step, double loss, double norm, double violation) {
    return new Metrics(
        step,
        100L * step,
        loss,
        loss,
        0.5,
        norm,
        0.01,
        List.of(violation),
        List.of(violation),
        1000);
  }
}
