package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExpertBalancerTest {
  private final JsonNode reference = Reference.json("", "expert_bias.json");

  @Test
  void bothRulesHoldTheReferenceBiasesAfterEachStep() {
    double tolerance = reference.get("tolerance").asDouble();
    var sign = new ExpertBalancer(Balancing.fixed(0.001), 8);
    var adaptive = new ExpertBalancer(Balancing.adaptive(0.004), 8);

    for (JsonNode step : reference.get("steps")) {
      long[] loads = new long[8];
      for (int expert = 0; expert < 8; expert++) {
        loads[expert] = step.get("counts").get(expert).asLong();
      }
      sign.update(loads, 1);
      adaptive.update(loads, 1);

      assertThat(ExpertBalancer.violation(loads))
          .isCloseTo(step.get("max_vio").asDouble(), within(tolerance));
      for (int expert = 0; expert < 8; expert++) {
        assertThat(sign.bias()[expert])
            .isCloseTo(step.get("bias_sign").get(expert).asDouble(), within(tolerance));
        assertThat(adaptive.bias()[expert])
            .isCloseTo(step.get("bias_adaptive").get(expert).asDouble(), within(tolerance));
      }
    }
  }

  @Test
  void theAdaptiveRuleWithoutMemoryAndNearnessIsTheFixedOne() {
    var fixed = new ExpertBalancer(Balancing.fixed(0.01), 8);
    var adaptive =
        new ExpertBalancer(new Balancing(Balancing.Rule.ADAPTIVE, 0.01, 0, 0, false, 0), 8);
    var random = new SplittableRandom(3);

    for (int step = 0; step < 50; step++) {
      long[] loads = random.longs(8, 0, 100).toArray();
      fixed.update(loads, 1);
      adaptive.update(loads, 1);
    }

    assertThat(adaptive.bias()).containsExactly(fixed.bias(), within(1e-9));
  }

  @Test
  void centringTakesTheCommonDriftOut() {
    var balancer = new ExpertBalancer(Balancing.fixed(0.01).withCentring(), 4);

    balancer.update(new long[] {97, 1, 1, 1}, 1);

    assertThat(balancer.bias())
        .containsExactly(new double[] {-0.015, 0.005, 0.005, 0.005}, within(1e-12));
  }

  /// A router of 80 experts that chooses 8 by fixed preferences and noise.
  @Test
  void theAdaptiveRuleIsCalmerThanTheFixedOneAndSettlesSooner() {
    Course fixed = Course.of(Balancing.fixed(0.001));
    Course adaptive = Course.of(Balancing.adaptive(0.004));

    assertThat(adaptive.flips()).isLessThan(0.5 * fixed.flips());
    assertThat(adaptive.movement()).isLessThan(fixed.movement() / 3);
    assertThat(adaptive.violation()).isLessThan(1.01 * fixed.violation()); // sampling noise
    assertThat(adaptive.settled()).isLessThanOrEqualTo(fixed.settled() / 2);
  }

  private record Course(double flips, double movement, double violation, int settled) {
    private static final int EXPERTS = 80;
    private static final int STEPS = 400;
    private static final int TOKENS = 1024;

    static Course of(Balancing rule) {
      var random = new SplittableRandom(1);
      var preference = new double[EXPERTS];
      for (int i = 0; i < EXPERTS; i++) {
        preference[i] = random.nextGaussian() * 0.05;
      }
      var balancer = new ExpertBalancer(rule, EXPERTS);
      double[] before = balancer.bias();
      var last = new double[EXPERTS];
      double flips = 0;
      double movement = 0;
      double violation = 0;
      int settled = STEPS;
      for (int step = 0; step < STEPS; step++) {
        long[] loads = loads(random, preference, before);
        if (settled == STEPS && ExpertBalancer.violation(loads) < 0.5) {
          settled = step;
        }
        balancer.update(loads, 1);
        double[] now = balancer.bias();
        for (int i = 0; step >= STEPS / 2 && i < EXPERTS; i++) {
          double moved = now[i] - before[i];
          flips += moved * last[i] < 0 ? 1 : 0;
          movement += Math.abs(moved);
        }
        for (int i = 0; i < EXPERTS; i++) {
          last[i] = now[i] - before[i];
        }
        violation += step >= STEPS / 2 ? ExpertBalancer.violation(loads) : 0;
        before = now;
      }
      return new Course(flips, movement, violation, settled);
    }

    private static long[] loads(SplittableRandom random, double[] preference, double[] bias) {
      var loads = new long[EXPERTS];
      var scores = new float[TOKENS * EXPERTS];
      var floats = new float[EXPERTS];
      for (int i = 0; i < EXPERTS; i++) {
        floats[i] = (float) bias[i];
      }
      for (int i = 0; i < scores.length; i++) {
        scores[i] = (float) (0.5 + preference[i % EXPERTS] + random.nextGaussian() * 0.1);
      }
      int[] counts = Choice.of(scores, floats, 8).counts();
      for (int i = 0; i < EXPERTS; i++) {
        loads[i] = counts[i];
      }
      return loads;
    }
  }
}
