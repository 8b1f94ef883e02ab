package io.deepsearch4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepsearch4j.engine.grammar.Constraint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private final Sampler sampler = new Sampler();
  private final SamplingOptions warm = SamplingOptions.GREEDY.withTemperature(1);

  @Test
  void choosesTheLowestOfTheHighestWhenGreedy() {
    float[] logits = {1, 3, 2, 3, -1};

    int token = choose(logits, SamplingOptions.GREEDY);

    assertThat(token).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithThePlainSamplerOnRandomLogitsAndOptions(long seed) {
    var random = new Random(seed);
    for (int trial = 0; trial < 400; trial++) {
      float[] logits = logits(random, 1 + random.nextInt(random.nextInt(10) == 0 ? 5000 : 60));
      SamplingOptions options = options(random, logits.length);
      var prompt = tokens(random, logits.length);
      var reply = tokens(random, logits.length);
      double[] wide = new double[logits.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = logits[i];
      }

      int plain = PlainSampler.choose(wide, options, prompt, reply);
      int token = choose(logits, options, prompt, reply);

      assertThat(token).as("trial %d with %s", trial, options).isEqualTo(plain);
    }
  }

  /// Whole numbers and powers of two only, so that float and double agree and ties are common.
  private static float[] logits(Random random, int size) {
    float[] logits = new float[size];
    for (int i = 0; i < size; i++) {
      logits[i] = random.nextInt(-24, 24) * 0.5f;
    }
    return logits;
  }

  private static SamplingOptions options(Random random, int vocabulary) {
    double[] temperatures = {0, 0.3, 1, 1.7, 8};
    double[] shares = {1, 0.999, 0.9, 0.5, 0.01};
    double[] least = {0, 0, 0.013, 0.31, 1};
    double[] sigmas = {0, 0, 0.05, 1.03, 2.71};
    double[] factors = {1, 2, 0.5};
    return SamplingOptions.GREEDY
        .withTemperature(temperatures[random.nextInt(5)])
        .withFilters(
            random.nextBoolean() ? 0 : 1 + random.nextInt(2 * vocabulary),
            shares[random.nextInt(5)],
            least[random.nextInt(5)],
            sigmas[random.nextInt(5)])
        .withPenalties(
            new Penalties(
                factors[random.nextInt(3)],
                random.nextInt(3),
                0.5 * random.nextInt(3),
                1 + random.nextInt(12)))
        .withSeed(random.nextLong());
  }

  private static List<Integer> tokens(Random random, int vocabulary) {
    var tokens = new ArrayList<Integer>();
    for (int i = random.nextInt(10); i > 0; i--) {
      tokens.add(random.nextInt(vocabulary));
    }
    return tokens;
  }

  @Test
  void keepsTheBestOfALargeVocabularyWithoutSortingIt() {
    var random = new Random(7);
    float[] logits = new float[153_600];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) random.nextGaussian();
    }
    logits[99_999] = 50;
    SamplingOptions options = warm.withFilters(40, 0.95, 0, 0);

    int token = choose(logits, options);

    assertThat(token).isEqualTo(99_999);
  }

  @Test
  void drawsEachTokenAsOftenAsItsShare() {
    float[] logits = {(float) Math.log(1), (float) Math.log(2), (float) Math.log(5)};
    int[] times = new int[3];

    for (int seed = 0; seed < 8000; seed++) {
      times[choose(logits.clone(), warm.withSeed(seed))]++;
    }

    assertThat(times[0]).isCloseTo(1000, within(120));
    assertThat(times[1]).isCloseTo(2000, within(160));
    assertThat(times[2]).isCloseTo(5000, within(190));
  }

  @Test
  void drawsOnlyWhatTheConstraintAllows() {
    float[] logits = {9, 1, 8, 2, 7};

    for (int seed = 0; seed < 50; seed++) {
      int token =
          sampler.choose(
              logits.clone(),
              warm.withTemperature(3).withSeed(seed),
              new TokenList(new int[0]),
              0,
              only(1, 3));

      assertThat(token).isIn(1, 3);
    }
  }

  private static Constraint only(int... tokens) {
    return new Constraint() {
      @Override
      public void allowed(BitSet allowed) {
        allowed.clear();
        for (int token : tokens) {
          allowed.set(token);
        }
      }

      @Override
      public void accept(int token) {}

      @Override
      public boolean mayEnd() {
        return false;
      }

      @Override
      public Constraint copy() {
        return this;
      }
    };
  }

  @Test
  void refusesLogitsThatAreNoNumbers() {
    float[] logits = {1, Float.NaN, 2};

    assertThatThrownBy(() -> choose(logits, SamplingOptions.GREEDY))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("NaN for token 1")
        .hasMessageContaining("deepsearch model verify");
  }

  @Test
  void refusesAConstraintThatLeavesNothing() {
    float[] logits = {1, 2};

    assertThatThrownBy(
            () ->
                sampler.choose(
                    logits, SamplingOptions.GREEDY, new TokenList(new int[0]), 0, only(7)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no token is possible");
  }

  @Test
  void forgetsPenaltiesBehindTheWindow() {
    float[] logits = {4, 3};
    SamplingOptions options = SamplingOptions.GREEDY.withPenalties(new Penalties(1, 2, 0, 1));

    int within = choose(logits.clone(), options, List.of(), List.of(0));
    int behind = choose(logits.clone(), options, List.of(), List.of(0, 1));

    assertThat(within).isEqualTo(1);
    assertThat(behind).isEqualTo(0);
  }

  @Test
  void reportsTheModelsOwnProbabilities() {
    var likelihoods = new Likelihoods();
    likelihoods.note(new float[] {(float) Math.log(1), (float) Math.log(6), (float) Math.log(3)});

    List<Likely> likely = likelihoods.of(0, 2);

    assertThat(likely).extracting(Likely::token).containsExactly(0, 1, 2);
    assertThat(likely.get(0).logProbability()).isCloseTo(Math.log(0.1), within(1e-6));
    assertThat(likely.get(1).logProbability()).isCloseTo(Math.log(0.6), within(1e-6));
    assertThat(likely.get(2).logProbability()).isCloseTo(Math.log(0.3), within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesATemperatureThatMakesNoSense(double temperature) {
    assertThatThrownBy(() -> warm.withTemperature(temperature))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("temperature must be 0 to 100, not " + temperature);
  }

  private int choose(float[] logits, SamplingOptions options) {
    return choose(logits, options, List.of(), List.of());
  }

  private int choose(
      float[] logits, SamplingOptions options, List<Integer> prompt, List<Integer> reply) {
    var tokens = new TokenList(prompt.stream().mapToInt(i -> i).toArray());
    reply.forEach(tokens::add);
    return sampler.choose(logits, options, tokens, prompt.size(), Unconstrained.ANYTHING);
  }
}
