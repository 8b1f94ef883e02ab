package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OptimizersTest {
  private static final ModelDesign DESIGN = ModelDesign.of(Nano.config(30, 32, 2, 8));

  @Test
  void orthogonalRowsHaveNearlyTheSameLengthAndNoCommonDirection() {
    try (NDManager manager = Torch.open()) {
      NDArray stack = manager.create(noise(3 * 8 * 20), new Shape(3, 8, 20));

      NDArray result = NewtonSchulz.orthogonal(stack);
      float[] products = result.matMul(result.transpose(0, 2, 1)).toFloatArray();

      for (int at = 0; at < products.length; at++) {
        boolean diagonal = at % 64 / 8 == at % 8;
        assertThat(products[at]).isCloseTo(diagonal ? 0.9f : 0, within(0.45f));
      }
    }
  }

  @Test
  void aStackOfAnyLayoutComesBackAsItWas() {
    try (NDManager manager = Torch.open()) {
      for (Leaf leaf : Leaves.of(DESIGN)) {
        if (leaf.rule() == Leaf.Rule.MUON) {
          float[] values = noise(leaf.elements());
          MatrixStack stack = MatrixStack.of(leaf);
          NDArray array = manager.create(values, new Shape(leaf.sides()));

          NDArray stacked = stack.stacked(array);

          assertThat(stacked.getShape().get(1)).isLessThanOrEqualTo(stacked.getShape().get(2));
          assertThat(stack.restored(stacked).toFloatArray()).containsExactly(values);
        }
      }
    }
  }

  @Test
  void eachExpertsMatrixIsOneOfTheStack() {
    Leaf leaf =
        Leaves.of(DESIGN).stream()
            .filter(each -> each.layout() == Leaf.Layout.TRANSPOSED_PAIRS)
            .findFirst()
            .orElseThrow();
    var inside = new float[leaf.elements()];
    float[] up = noise(leaf.parts().get(5).elements());
    leaf.put(5, up, inside);

    try (NDManager manager = Torch.open()) {
      NDArray stacked =
          MatrixStack.of(leaf).stacked(manager.create(inside, new Shape(leaf.sides())));

      assertThat(stacked.get(5).toFloatArray()).containsExactly(up);
      assertThat(leaf.get(5, inside)).containsExactly(up);
    }
  }

  @Test
  void theMomentumOfMatricesIsExactInBfloat() {
    Pack pack = Reference.pack(List.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8}));

    try (TrainableModel model = TrainableModel.random(DESIGN, 1, 1);
        TrainingStep step = new TrainingStep(model, Dial.of(2, Map.of("shards", "1")).run(1))) {
      step.run(List.of(pack), 1, 1);
      step.run(List.of(pack), 2, 1);

      for (int i = 0; i < model.leaves().size(); i++) {
        if (model.leaves().get(i).rule() == Leaf.Rule.MUON) {
          float[] momentum = step.optimizers().momentum(i);
          assertThat(momentum).isNotEqualTo(new float[momentum.length]);
          for (float each : momentum) {
            assertThat(Float.floatToIntBits(each) & 0xffff).isZero();
          }
        }
      }
    }
  }

  @Test
  void aStepUnchangesWhatHasNoGradientAndForgetsTheOthers() {
    Pack pack = Reference.pack(List.of(new int[] {1, 2, 3, 4}));

    try (TrainableModel model = TrainableModel.random(DESIGN, 1, 1);
        TrainingStep step =
            new TrainingStep(
                model, Dial.of(2, Map.of("shards", "1", "weight-decay", "0")).run(1))) {
      float[] before = model.tensors().get(Leaves.EMBEDDING);
      step.run(List.of(pack), 1, 1);
      float[] after = model.tensors().get(Leaves.EMBEDDING);

      int width = DESIGN.config().width();
      assertThat(Arrays.copyOfRange(after, 5 * width, 30 * width))
          .containsExactly(Arrays.copyOfRange(before, 5 * width, 30 * width));
      assertThat(Arrays.copyOfRange(after, width, 2 * width))
          .isNotEqualTo(Arrays.copyOfRange(before, width, 2 * width));
      for (Leaf leaf : model.leaves()) {
        assertThat(model.replicas().getFirst().gradient(leaf.name()).toFloatArray())
            .as(leaf.name())
            .containsOnly(0);
      }
    }
  }

  private static float[] noise(int length) {
    var random = new SplittableRandom(length);
    var noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }
}
