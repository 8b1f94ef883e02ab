package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.trainer.Training.Outcome;
import io.deepsearch4j.trainer.TrainingConfig.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
  private static final ModelDesign DESIGN = ModelDesign.of(Nano.config(40, 32, 3, 8));

  @Test
  void oneBatchIsLearntByHeart(@TempDir Path folder) {
    TrainingSet one = TrainingSet.of(40, List.of(example(new SplittableRandom(1), 24)));

    List<Metrics> metrics = new ArrayList<>();
    try (TrainableModel model = TrainableModel.random(DESIGN, 1, 1);
        Training training = new Training(model, one, config(24 * 250, 1, 1000), folder)) {
      Outcome outcome = training.run((line, _) -> metrics.add(line));

      assertThat(outcome).isEqualTo(Outcome.FINISHED);
    }
    assertThat(metrics.getFirst().loss()).isBetween(3.0, 4.5);
    assertThat(metrics.getLast().loss()).isLessThan(0.02);
    assertThat(metrics.getLast().targetAccuracy()).isEqualTo(1);
  }

  @Test
  void theSameSeedLearnsTheSame(@TempDir Path folder) {
    List<Double> first = losses(folder.resolve("first"), 2);
    List<Double> second = losses(folder.resolve("second"), 2);

    assertThat(first).hasSizeGreaterThan(5).containsExactlyElementsOf(second);
  }

  @Test
  void aKilledRunEndsWithTheSameWeights(@TempDir Path folder) {
    Map<String, float[]> whole;
    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training = training(model, folder.resolve("whole"), 3)) {
      training.run(Watcher.NONE);
      whole = model.tensors();
    }

    Path killed = folder.resolve("killed");
    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training = training(model, killed, 3)) {
      assertThatThrownBy(() -> training.run(TrainingTest::dieInStepSeven))
          .isInstanceOf(Killed.class);
    }
    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 99);
        Training training = training(model, killed, 3)) {
      assertThat(training.steps()).isEqualTo(6);
      training.run(Watcher.NONE);

      assertSame(model.tensors(), whole);
    }
    assertThat(MetricsFile.read(killed))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("tokensPerSecond")
        .isEqualTo(MetricsFile.read(folder.resolve("whole")));
  }

  @Test
  void anInterruptedRunStopsInOrderAndGoesOn(@TempDir Path folder) {
    Map<String, float[]> whole;
    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training = training(model, folder.resolve("whole"), 1000)) {
      training.run(Watcher.NONE);
      whole = model.tensors();
    }

    Path stopped = folder.resolve("stopped");
    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training = training(model, stopped, 1000)) {
      Outcome outcome =
          training.run(
              (line, _) -> {
                if (line.step() == 5) {
                  Thread.currentThread().interrupt();
                }
              });

      assertThat(outcome).isEqualTo(Outcome.STOPPED);
      assertThat(Thread.interrupted()).isTrue();
    }
    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training = training(model, stopped, 1000)) {
      assertThat(training.steps()).isEqualTo(5);
      training.run(Watcher.NONE);

      assertSame(model.tensors(), whole);
    }
  }

  @Test
  void anInterruptionInTheMiddleOfAStepLosesNothing(@TempDir Path folder) {
    Map<String, float[]> whole;
    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training =
            new Training(
                model,
                TrainingSet.of(40, examples()),
                config(1500, 2, 1),
                folder.resolve("whole"))) {
      training.run(Watcher.NONE);
      whole = model.tensors();
    }
    var examples = new Interrupting(TrainingSet.of(40, examples()), 30);

    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training = new Training(model, examples, config(1500, 2, 1), folder)) {
      Outcome outcome = training.run(Watcher.NONE);

      assertThat(outcome).isEqualTo(Outcome.STOPPED);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(training.steps()).isPositive();
      assertThat(MetricsFile.read(folder)).hasSize((int) training.steps());
    }
    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training = new Training(model, examples, config(1500, 2, 1), folder)) {
      assertThat(training.run(Watcher.NONE)).isEqualTo(Outcome.FINISHED);
      assertSame(model.tensors(), whole);
    }
  }

  /// Interrupts whoever asks for an example of this number for the first time.
  private static final class Interrupting implements TrainingSet {
    private final TrainingSet examples;
    private int left;

    Interrupting(TrainingSet examples, int left) {
      this.examples = examples;
      this.left = left;
    }

    @Override
    public int size() {
      return examples.size();
    }

    @Override
    public Example example(int number) {
      if (left-- == 0) {
        Thread.currentThread().interrupt();
      }
      return examples.example(number);
    }

    @Override
    public int vocabulary() {
      return examples.vocabulary();
    }

    @Override
    public int longest() {
      return examples.longest();
    }

    @Override
    public long fingerprint() {
      return examples.fingerprint();
    }
  }

  @Test
  void aFolderOfAnotherRunIsRefused(@TempDir Path folder) {
    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training = training(model, folder, 3)) {
      training.run(Watcher.NONE);
    }

    try (TrainableModel model =
        TrainableModel.random(ModelDesign.of(Nano.config(40, 32, 2, 8)), 2, 1)) {
      assertThatThrownBy(() -> training(model, folder, 3))
          .isInstanceOf(TrainerException.class)
          .hasMessageContaining("holds another run");
    }
  }

  @Test
  void aCheckpointThatCannotBeWrittenLeavesTheOneBefore(@TempDir Path folder) throws IOException {
    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training = training(model, folder, 3)) {
      assertThatThrownBy(
              () ->
                  training.run(
                      (line, _) -> {
                        if (line.step() == 5) {
                          block(folder.resolve("checkpoint/state-6.safetensors.part"));
                        }
                      }))
          .isInstanceOf(TrainerException.class)
          .hasMessageContaining("free some disk");
    }
    Files.delete(folder.resolve("checkpoint/state-6.safetensors.part/full"));
    Files.delete(folder.resolve("checkpoint/state-6.safetensors.part"));

    try (TrainableModel model = TrainableModel.random(DESIGN, 2, 1);
        Training training = training(model, folder, 3)) {
      assertThat(training.steps()).isEqualTo(3);
    }
  }

  @Test
  void examplesOfAnotherTokenizerAreRefused(@TempDir Path folder) {
    TrainingSet other = TrainingSet.of(41, List.of(example(new SplittableRandom(1), 10)));

    try (TrainableModel model = TrainableModel.random(DESIGN, 1, 1)) {
      assertThatThrownBy(() -> new Training(model, other, config(100, 1, 3), folder))
          .isInstanceOf(TrainerException.class)
          .hasMessageContaining("one tokenizer");
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static void dieInStepSeven(Metrics line, long total) {
    if (line.step() == 7) {
      throw new Killed();
    }
  }

  /// Stands in for a full disk: nothing can be written where a folder lies.
  private static void block(Path file) {
    try {
      Files.createDirectories(file.resolve("full"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Double> losses(Path folder, int shards) {
    var losses = new ArrayList<Double>();
    try (TrainableModel model = TrainableModel.random(DESIGN, shards, 1);
        Training training = training(model, folder, 3)) {
      training.run((line, _) -> losses.add(line.loss()));
    }
    return losses;
  }

  private static Training training(TrainableModel model, Path folder, int checkpointSteps) {
    return new Training(
        model, TrainingSet.of(40, examples()), config(1500, 2, checkpointSteps), folder);
  }

  private static List<Example> examples() {
    var random = new SplittableRandom(4);
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 50; i++) {
      examples.add(example(random, 5 + random.nextInt(20)));
    }
    return examples;
  }

  private static Example example(SplittableRandom random, int length) {
    int[] tokens = ParityTest.text(random, length, 40);
    var roles = new byte[length];
    for (int i = 1; i < length; i++) {
      roles[i] = (byte) (1 + i % 3);
    }
    return new Example(tokens, roles);
  }

  private static TrainingConfig config(long tokens, int shards, int checkpointSteps) {
    return new TrainingConfig(
        tokens,
        100,
        120,
        400,
        40,
        2e-2,
        1e-2,
        0.02,
        2,
        new Schedule(5, 0.5, 0.02),
        Balancing.adaptive(0.01).withCentring(),
        new TokenWeights(1, 0.2f, 6_000_000, 0.5, 1, 2),
        Order.SHUFFLED,
        shards,
        checkpointSteps,
        1);
  }

  private static void assertSame(Map<String, float[]> tensors, Map<String, float[]> expected) {
    assertThat(tensors.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, values) -> assertThat(tensors.get(name)).as(name).isEqualTo(values));
  }
}
