package io.deepsearch4j.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Products of vectors against plain loops, over sizes that leave every kind of rest.
class ProductParityTest {
  private static final int[] COLUMNS = {1, 3, 31, 32, 33, 63, 65, 100, 288};
  private static final int[] TOKENS = {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 20, 25, 30};

  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector = new VectorKernels();

  static Stream<Arguments> shapes() {
    return Arrays.stream(Precision.values())
        .flatMap(
            precision ->
                Stream.of(1, 2, 5, 15, 16, 17, 31, 32, 33, 64, 70)
                    .map(rows -> Arguments.of(precision, rows)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void vectorsMeetThePlainLoops(Precision precision, int rows) {
    var random = new SplittableRandom(rows);
    for (int columns : COLUMNS) {
      Tensor weights =
          Weights.tensor(precision, rows, columns, Weights.random(random, rows * columns, 0.1f));
      for (int tokens : TOKENS) {
        Activations x = Weights.activations(columns, Weights.random(random, tokens * columns, 2));

        float[] expected = product(scalar, weights, x);
        float[] actual = product(vector, weights, x);

        assertEqual(precision, columns, expected, actual);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aTokenAloneGetsTheSameBitsAsAmongOthers(Precision precision) {
    var random = new SplittableRandom(7);
    int columns = 333;
    int tokens = 211;
    float[] inputs = Weights.random(random, tokens * columns, 1);
    Tensor weights =
        Weights.tensor(precision, 70, columns, Weights.random(random, 70 * columns, 1));
    float[] together = product(vector, weights, Weights.activations(columns, inputs));

    for (int t = 0; t < tokens; t += 5) {
      float[] own = Arrays.copyOfRange(inputs, t * columns, (t + 1) * columns);
      float[] alone = product(vector, weights, Weights.activations(columns, own));

      assertThat(alone).isEqualTo(Arrays.copyOfRange(together, t * 70, (t + 1) * 70));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void rowsSharedOutGetTheSameBits(Precision precision) {
    var random = new SplittableRandom(8);
    int columns = 100;
    int rows = 200;
    Tensor weights =
        Weights.tensor(precision, rows, columns, Weights.random(random, rows * columns, 1));
    for (int tokens : new int[] {1, 5, 24}) {
      Activations x = Weights.activations(columns, Weights.random(random, tokens * columns, 1));
      float[] whole = product(vector, weights, x);
      int step = precision.rowBlock() == 1 ? 7 : precision.rowBlock();

      float[] parts = new float[tokens * rows];
      for (int row = 0; row < rows; row += step) {
        vector.multiply(weights, row, Math.min(rows, row + step), x, parts, 0, rows);
      }

      assertThat(parts).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"Q8", "Q4"})
  void extremesStayExact(Precision precision) {
    int columns = 96;
    int rows = 64;
    float[] one = Weights.constant(rows * columns, 1);
    for (int i = 0; i < one.length; i++) {
      one[i] = i / columns % 3 == 0 ? 1 : i / columns % 3 == 1 ? -1 : i % 2 == 0 ? 1e30f : 0;
    }
    Tensor weights = Weights.tensor(precision, rows, columns, one);
    for (int tokens : new int[] {1, 2, 4, 13}) {
      float[] inputs = new float[tokens * columns];
      for (int i = 0; i < inputs.length; i++) {
        int token = i / columns;
        inputs[i] = token % 3 == 0 ? 5 : token % 3 == 1 ? -5 : i % 2 == 0 ? -1e30f : 1e30f;
      }
      Activations x = Weights.activations(columns, inputs);

      assertThat(product(vector, weights, x)).isEqualTo(product(scalar, weights, x));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void zeroTimesAnythingIsZero(Precision precision) {
    var random = new SplittableRandom(9);
    Tensor weights = Weights.tensor(precision, 64, 100, new float[6400]);
    Activations x = Weights.activations(100, Weights.random(random, 1300, 1));

    assertThat(product(vector, weights, x)).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void infiniteInputsAreSeenInTheResult(Precision precision) {
    Tensor weights = Weights.tensor(precision, 64, 100, Weights.constant(6400, 1));
    float[] inputs = new float[1300];
    inputs[250] = Float.POSITIVE_INFINITY;

    float[] out = product(vector, weights, Weights.activations(100, inputs));

    assertThat(out[0]).isZero();
    assertThat(Float.isFinite(out[2 * 64])).isFalse();
  }

  @Test
  void quantisedProductsAreNearThoseInFloats() {
    var random = new SplittableRandom(10);
    float[] values = Weights.random(random, 64 * 2048, 0.02f);
    Activations x = Weights.activations(2048, Weights.random(random, 4 * 2048, 1));
    float[] truth = product(scalar, Weights.tensor(Precision.F32, 64, 2048, values), x);

    double eight =
        relativeError(truth, product(vector, Weights.tensor(Precision.Q8, 64, 2048, values), x));
    double four =
        relativeError(truth, product(vector, Weights.tensor(Precision.Q4, 64, 2048, values), x));

    assertThat(eight).isLessThan(0.01);
    assertThat(four).isLessThan(0.12);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aRowIsWhatTheProductMultipliesWith(Precision precision) {
    var random = new SplittableRandom(11);
    Tensor weights = Weights.tensor(precision, 65, 33, Weights.random(random, 65 * 33, 1));
    float[] unit = new float[33];
    unit[32] = 127;
    Activations x = Weights.activations(33, unit);

    float[] out = product(vector, weights, x);

    for (int row = 0; row < 65; row++) {
      float[] values = new float[33];
      vector.row(weights, row, values, 0);
      assertThat(out[row]).isCloseTo(127 * values[32], Offset.offset(1e-4f));
    }
  }

  private static float[] product(Kernels kernels, Tensor weights, Activations x) {
    float[] out = new float[x.tokens() * weights.rows()];
    kernels.multiply(weights, 0, weights.rows(), x, out, 0, weights.rows());
    return out;
  }

  private static void assertEqual(
      Precision precision, int columns, float[] expected, float[] actual) {
    switch (precision) {
      case Q8, Q4 -> assertThat(actual).isEqualTo(expected);
      // Terms are about 0.2; each addition may lose half a unit of a sum that grows with the root.
      case F32, BF16 ->
          assertThat(actual).containsExactly(expected, Offset.offset(1e-6f * columns));
    }
  }

  private static double relativeError(float[] truth, float[] actual) {
    double error = 0;
    double size = 0;
    for (int i = 0; i < truth.length; i++) {
      error += Math.pow((double) truth[i] - actual[i], 2);
      size += Math.pow(truth[i], 2);
    }
    return Math.sqrt(error / size);
  }
}
