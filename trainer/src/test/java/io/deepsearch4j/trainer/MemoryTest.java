package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTest {

  @Test
  void aStepLeavesNoArrayBehind() {
    ModelDesign design = ModelDesign.of(Nano.config(30, 32, 2, 8));
    Pack pack = Reference.pack(List.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8}));

    try (TrainableModel model = TrainableModel.random(design, 1, 1);
        TrainingStep step = new TrainingStep(model, Dial.of(2, Map.of("shards", "1")).run(1))) {
      step.run(List.of(pack), 1, 1);
      int before = arrays(model.manager());
      for (int number = 2; number < 6; number++) {
        step.run(List.of(pack), number, 1);
      }

      assertThat(arrays(model.manager())).isEqualTo(before);
    }
  }

  /// Arrays of a manager and of all managers below it.
  private static int arrays(NDManager manager) {
    return manager.getManagedArrays().size();
  }
}
