package io.deepsearch4j.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 100})
  void returnsEightBitWeightsWithinHalfAStepOfWhatWentIn(int columns) {
    float[] values = Weights.random(new SplittableRandom(1), 40 * columns, 0.3f);

    Tensor tensor = Weights.tensor(Precision.Q8, 40, columns, values);

    assertThat(largestMiss(tensor, values, 127)).isLessThan(0.51);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32, 33, 100})
  void returnsFourBitWeightsWithinAStepOfWhatWentIn(int columns) {
    float[] values = Weights.random(new SplittableRandom(2), 70 * columns, 3);

    Tensor tensor = Weights.tensor(Precision.Q4, 70, columns, values);

    assertThat(largestMiss(tensor, values, 8)).isLessThan(1.01);
  }

  @Test
  void keepsWhatBfloatCanSay() {
    float[] values = {1, -2.5f, 0x1.02p100f, 0x1p-133f, 0};

    Tensor tensor = Weights.tensor(Precision.BF16, 1, 5, values);

    assertThat(row(tensor, 0)).containsExactly(values);
  }

  @Test
  void placesWeightsAndScalesWhereTheLayoutSays() {
    float[] values = new float[64 * 32];
    for (int row = 0; row < 64; row++) {
      values[row * 32 + 11] = row + 1;
    }

    MemorySegment eight =
        Weights.tensor(Precision.Q8, 32, 32, Arrays.copyOf(values, 32 * 32)).data();
    MemorySegment four = Weights.tensor(Precision.Q4, 64, 32, values).data();

    // Row 17, column 11 = pair 5, second of the pair.
    assertThat(eight.get(ValueLayout.JAVA_BYTE, 64 + 5 * 64 + 2 * 17 + 1)).isEqualTo((byte) 127);
    assertThat(eight.get(Packing.SHORT, 4 * 1 + 2)).isEqualTo(Packing.toBfloat(18f / 127));
    // Row 49 = row 17 of the second line; column 11 = octet 1, second half, nibble 1; -8 is 0.
    assertThat(four.get(Packing.SHORT, 64 + 4 * 1 + 2)).isEqualTo(Packing.toBfloat(50f / -8));
    assertThat(four.get(ValueLayout.JAVA_INT, 128 + 256 + 4 * 49)).isEqualTo(0x88088888);
  }

  @Test
  void roundsGroupsTooSmallForAScaleToZero() {
    float[] values = Weights.constant(64 * 32, Float.MIN_VALUE);

    Tensor eight = Weights.tensor(Precision.Q8, 64, 32, values);
    Tensor four = Weights.tensor(Precision.Q4, 64, 32, values);

    assertThat(row(eight, 3)).containsOnly(0);
    assertThat(row(four, 3)).containsOnly(0);
  }

  @Test
  void keepsTheLargestFloatsFinite() {
    float[] values = Weights.constant(64 * 32, Float.MAX_VALUE);

    Tensor eight = Weights.tensor(Precision.Q8, 64, 32, values);
    Tensor four = Weights.tensor(Precision.Q4, 64, 32, values);

    assertThat(row(eight, 3)[0]).isFinite().isGreaterThan(0.99f * Float.MAX_VALUE);
    assertThat(row(four, 3)[0]).isFinite().isGreaterThan(0.99f * Float.MAX_VALUE);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void refusesWeightsThatAreNotFinite(Precision precision) {
    float[] values = new float[precision.rowBlock() * 33];
    values[32] = Float.NaN;
    MemorySegment to = Arena.ofAuto().allocate(precision.bytes(precision.rowBlock(), 33));

    assertThatThrownBy(() -> Packing.pack(precision, values, 33, to, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column 32");
  }

  @Test
  void refusesFloatsBeyondBfloat() {
    float[] values = {Float.MAX_VALUE};
    MemorySegment to = Arena.ofAuto().allocate(2);

    assertThatThrownBy(() -> Packing.pack(Precision.BF16, values, 1, to, 0))
        .hasMessageContaining("too large for BF16");
  }

  /// The largest error in steps; a step is the largest weight of the group divided by `levels`.
  private static double largestMiss(Tensor tensor, float[] values, int levels) {
    int columns = tensor.columns();
    double largest = 0;
    for (int row = 0; row < tensor.rows(); row++) {
      float[] unpacked = row(tensor, row);
      for (int first = 0; first < columns; first += 32) {
        int end = Math.min(columns, first + 32);
        double step = 0;
        for (int i = first; i < end; i++) {
          step = Math.max(step, Math.abs(values[row * columns + i]) / levels);
        }
        for (int i = first; i < end; i++) {
          largest = Math.max(largest, Math.abs(unpacked[i] - values[row * columns + i]) / step);
        }
      }
    }
    return largest;
  }

  private static float[] row(Tensor tensor, int row) {
    float[] out = new float[tensor.columns()];
    Packing.unpackRow(tensor, row, out, 0);
    return out;
  }
}
