package io.deepsearch4j.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationsTest {
  private final Kernels kernels = new VectorKernels();

  @ParameterizedTest
  @EnumSource(Precision.class)
  void gatheredRowsMultiplyAsTheyDidBefore(Precision precision) {
    var random = new SplittableRandom(1);
    Tensor weights = Weights.tensor(precision, 64, 70, Weights.random(random, 64 * 70, 1));
    Activations all = Weights.activations(70, Weights.random(random, 5 * 70, 1));
    float[] before = product(weights, all);
    var chosen = new Activations(70);

    chosen.gather(all, new int[] {3, 0, 3}, 3);

    float[] after = product(weights, chosen);
    assertThat(Arrays.copyOf(after, 64)).isEqualTo(Arrays.copyOfRange(before, 3 * 64, 4 * 64));
    assertThat(Arrays.copyOfRange(after, 64, 128)).isEqualTo(Arrays.copyOf(before, 64));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void valuesWrittenAnewArePreparedAnew(Precision precision) {
    Tensor weights = Weights.tensor(precision, 64, 32, Weights.constant(64 * 32, 1));
    Activations x = Weights.activations(32, Weights.constant(32, 1));
    Arrays.fill(x.values(), 2);

    x.prepare(precision);

    assertThat(product(weights, x)[0]).isBetween(63.5f, 64.5f);
  }

  @Test
  void refusesAProductThatNobodyPrepared() {
    Tensor weights = Weights.tensor(Precision.Q8, 32, 32, Weights.constant(32 * 32, 1));
    Activations x = new Activations(32).resize(1);

    assertThatThrownBy(() -> product(weights, x))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("prepared for Q8");
  }

  private float[] product(Tensor weights, Activations x) {
    float[] out = new float[x.tokens() * weights.rows()];
    kernels.multiply(weights, 0, weights.rows(), x, out, 0, weights.rows());
    return out;
  }
}
