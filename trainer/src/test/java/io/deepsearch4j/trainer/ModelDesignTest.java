package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.trainer.ModelDesign.ClosingGains;
import io.deepsearch4j.trainer.ModelDesign.HeadNorm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelDesignTest {
  private static final ModelDesign PLAIN = ModelDesign.of(Nano.config(30, 32, 2, 8));

  static Stream<ModelDesign> designs() {
    return Stream.of(
        PLAIN,
        PLAIN.withHeadNorm(HeadNorm.NONE),
        PLAIN.withHeadNorm(HeadNorm.QUERIES_AND_KEYS),
        PLAIN.withSinks(0, false),
        PLAIN.withSinks(4, false),
        PLAIN.withRotated(0),
        PLAIN.withRotated(12),
        PLAIN.withSandwichNorm(false),
        PLAIN.withClosingGains(ClosingGains.ONE),
        PLAIN.withoutExperts());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void everyDesignLearns(ModelDesign design) {
    Pack pack = Reference.pack(List.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8}));

    try (TrainableModel model = TrainableModel.random(design, 1, 1);
        TrainingStep step = new TrainingStep(model, Dial.of(2, Map.of("shards", "1")).run(1))) {
      double first = step.run(List.of(pack), 1, 1).sums().loss();
      double last = first;
      for (int number = 2; number < 12; number++) {
        last = step.run(List.of(pack), number, 1).sums().loss();
      }

      assertThat(last).isLessThan(first - 0.3);
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void everySwitchChangesWhatIsComputed(ModelDesign design) {
    Pack pack = Reference.pack(List.of(new int[] {1, 2, 3, 4, 5, 6, 7, 8}));

    try (TrainableModel plain = TrainableModel.random(PLAIN, 1, 1);
        TrainableModel other = TrainableModel.random(design, 1, 1)) {
      assertThat(loss(other, pack) == loss(plain, pack)).isEqualTo(design.equals(PLAIN));
    }
  }

  private static double loss(TrainableModel model, Pack pack) {
    try (TrainingStep step = new TrainingStep(model, Dial.of(2, Map.of("shards", "1")).run(1))) {
      return step.run(List.of(pack), 1, 1).sums().loss();
    }
  }

  @Test
  void theAuxiliaryLossBalances() {
    Pack pack = Reference.pack(List.of(ParityTest.text(new java.util.SplittableRandom(1), 60, 30)));

    assertThat(violation(pack, "auxiliary-loss")).isLessThan(violation(pack, "none"));
  }

  private static double violation(Pack pack, String balancing) {
    var dial = Dial.of(2, Map.of("shards", "1", "balancing", balancing, "balancing-step", "1"));
    try (TrainableModel model = TrainableModel.random(PLAIN, 1, 1);
        TrainingStep step = new TrainingStep(model, dial.run(1))) {
      long[][] loads = {};
      for (int number = 1; number < 30; number++) {
        loads = step.run(List.of(pack), number, 1).loads();
      }
      return ExpertBalancer.violation(loads[1]);
    }
  }

  @Test
  void aDesignThatTheEngineDoesNotRunIsNotPublished(@TempDir Path folder) {
    try (TrainableModel model =
        TrainableModel.random(PLAIN.withHeadNorm(HeadNorm.QUERIES_AND_KEYS), 1, 1)) {
      assertThatThrownBy(() -> model.export(folder.resolve("model"), Precision.BF16))
          .isInstanceOf(TrainerException.class)
          .hasMessageContaining("QUERIES_AND_KEYS");
    }
    assertThat(folder).isEmptyDirectory();
  }
}
