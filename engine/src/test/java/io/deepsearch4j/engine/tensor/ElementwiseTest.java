package io.deepsearch4j.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import jdk.incubator.vector.FloatVector;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Norms, activation functions and sums: vectors against plain loops, and the exponential against
/// the library's.
class ElementwiseTest {
  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector = new VectorKernels();

  @Test
  void theExponentialIsWithinTwoUnitsOfTheLastPlace() {
    double worst = 0;

    for (float x = -87.2f; x < 87.9f; x += 0.00371f) {
      double exact = Math.exp(x);
      worst = Math.max(worst, Math.abs(exp(x) - exact) / Math.ulp((float) exact));
    }

    assertThat(worst).isLessThan(2);
  }

  @Test
  void theExponentialKnowsItsEnds() {
    assertThat(exp(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(exp(-1000)).isZero();
    assertThat(exp(0)).isEqualTo(1);
    assertThat(exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(exp(-0f)).isEqualTo(1);
    assertThat(exp(1000)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(exp(Float.NaN)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15, 16, 17, 64, 100, 4608})
  void normsAgree(int length) {
    var random = new SplittableRandom(length);
    float[] x = Weights.random(random, length + 5, 3);
    float[] gain = Weights.random(random, length, 1);
    float[] expected = new float[length + 3];
    float[] actual = new float[length + 3];

    scalar.rmsNorm(x, 5, gain, 1e-5f, expected, 3, length);
    vector.rmsNorm(x, 5, gain, 1e-5f, actual, 3, length);

    assertThat(actual).containsExactly(expected, Offset.offset(1e-5f));
  }

  @Test
  void aNormMayReplaceItsInput() {
    float[] x = Weights.random(new SplittableRandom(1), 33, 3);
    float[] gain = Weights.constant(33, 2);
    float[] expected = new float[33];
    vector.rmsNorm(x, 0, gain, 1e-5f, expected, 0, 33);

    vector.rmsNorm(x, 0, gain, 1e-5f, x, 0, 33);

    assertThat(x).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15, 16, 17, 64, 100})
  void gatesAgree(int length) {
    var random = new SplittableRandom(length);
    float[] gate = Weights.random(random, length + 5, 30);
    float[] up = Weights.random(random, length + 2, 1);
    float[] expected = new float[length];
    float[] actual = new float[length];

    scalar.swiglu(gate, 5, up, 2, expected, 0, length);
    vector.swiglu(gate, 5, up, 2, actual, 0, length);

    assertThat(actual).containsExactly(expected, Offset.offset(1e-5f));
  }

  @Test
  void gatesAtTheEndsOfTheRangeStayFinite() {
    float[] gate = {-1e38f, -100, -0f, 0, 100, 1e38f};
    float[] up = Weights.constant(6, 1);
    float[] out = new float[6];

    vector.swiglu(gate, 0, up, 0, out, 0, 6);

    assertThat(out).containsExactly(new float[] {0, 0, 0, 0, 100, 1e38f}, Offset.offset(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 100})
  void scaledSumsAreEqual(int length) {
    var random = new SplittableRandom(length);
    float[] x = Weights.random(random, length, 1);
    float[] expected = Weights.random(random, length, 1);
    float[] actual = expected.clone();

    scalar.addScaled(x, 0, 0.3f, expected, 0, length);
    vector.addScaled(x, 0, 0.3f, actual, 0, length);

    assertThat(actual).isEqualTo(expected);
  }

  private static float exp(float x) {
    return VectorMath.exp(FloatVector.broadcast(VectorMath.F, x)).lane(0);
  }
}
