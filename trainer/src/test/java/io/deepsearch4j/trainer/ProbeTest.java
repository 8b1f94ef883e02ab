package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepsearch4j.trainer.Example.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
  private static final ModelDesign DESIGN = ModelDesign.of(Nano.config(40, 32, 3, 8));

  @Test
  void theLossIsTheOneThatTrainingBeginsWith(@TempDir Path folder) {
    TrainingSet set = TrainingSet.of(40, List.of(example(24, Role.TARGET)));

    try (TrainableModel model = TrainableModel.random(DESIGN, 1, 1)) {
      Probe probe = Probe.of(model, set, 1000);
      var metrics = new ArrayList<Metrics>();
      try (var training = new Training(model, set, Dial.of(3, oneStep()).run(1), folder)) {
        training.run((line, _) -> metrics.add(line));
      }

      assertThat(probe.loss()).isEqualTo(metrics.getFirst().targetLoss(), within(1e-5));
    }
  }

  @Test
  void howExamplesArePackedChangesNothing() {
    TrainingSet set =
        TrainingSet.of(
            40,
            List.of(example(24, Role.TARGET), example(9, Role.DECISION), example(13, Role.TARGET)));

    try (TrainableModel model = TrainableModel.random(DESIGN, 1, 1)) {
      Probe together = Probe.of(model, set, 1000);
      Probe oneByOne = Probe.of(model, set, 1);

      assertThat(oneByOne.loss()).isEqualTo(together.loss(), within(1e-5));
      assertThat(oneByOne.layers().getLast().largest())
          .isEqualTo(together.layers().getLast().largest(), within(1e-4));
    }
  }

  @Test
  void everyLayerAddsAsMuchAsItsGainsSay() {
    TrainingSet set = TrainingSet.of(40, List.of(example(24, Role.TARGET)));

    try (TrainableModel model = TrainableModel.random(DESIGN, 1, 1)) {
      Probe probe = Probe.of(model, set, 1000);

      // An embedding of variance 1/4, and two branches of 1/6 in each of three layers.
      for (int layer = 0; layer < 3; layer++) {
        assertThat(probe.layers().get(layer).rms())
            .isEqualTo(Math.sqrt(0.25 + (layer + 1) / 3.0), within(0.1));
        assertThat(probe.layers().get(layer).largest())
            .isGreaterThan(probe.layers().get(layer).rms());
      }
    }
  }

  @Test
  void examplesWithNothingToWriteAreRefused() {
    TrainingSet set = TrainingSet.of(40, List.of(example(24, Role.CONTEXT)));

    try (TrainableModel model = TrainableModel.random(DESIGN, 1, 1)) {
      assertThatThrownBy(() -> Probe.of(model, set, 1000))
          .isInstanceOf(TrainerException.class)
          .hasMessageContaining("nothing to write");
    }
  }

  private static Map<String, String> oneStep() {
    return Map.of("tokens", "24", "shards", "1", "first-batch", "1");
  }

  private static Example example(int length, Role role) {
    var roles = new byte[length];
    Arrays.fill(roles, 1, length, role.code());
    return new Example(ParityTest.text(new SplittableRandom(length), length, 40), roles);
  }
}
