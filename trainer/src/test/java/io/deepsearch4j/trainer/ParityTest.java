package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Architecture;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Experts;
import io.deepsearch4j.engine.checkpoint.Progress;
import io.deepsearch4j.engine.checkpoint.RandomWeights;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.network.LoadedModel;
import io.deepsearch4j.engine.network.Network;
import io.deepsearch4j.engine.network.NetworkOptions;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParityTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theForwardPassEqualsTheEnginesOnRandomConfigurations(long seed, @TempDir Path folder) {
    var random = new SplittableRandom(seed);
    ModelConfig config = random(random);
    int[] text = text(random, 40, config.vocabulary());
    RandomWeights.write(
        Publication.configText(config, Precision.F32), folder, Precision.F32, seed, Progress.NONE);

    float[][] expected = engine(folder, text);
    try (WeightSource weights = Checkpoint.open(folder).weights();
        TrainableModel model = TrainableModel.of(ModelDesign.of(weights.config()), 1, weights)) {
      float[] logits = logits(model, List.of(text));

      assertSame(logits, 0, expected);
    }
  }

  @Test
  void packedTextsDoNotSeeEachOther() {
    ModelConfig config = Nano.config(50, 32, 3, 8);
    var random = new SplittableRandom(7);
    List<int[]> texts = List.of(text(random, 9, 50), text(random, 2, 50), text(random, 30, 50));

    try (TrainableModel model = TrainableModel.random(ModelDesign.of(config), 1, 3)) {
      float[] packed = logits(model, texts);

      int row = 0;
      for (int[] text : texts) {
        float[] alone = logits(model, List.of(text));
        for (int i = 0; i < alone.length; i++) {
          assertThat(packed[row * 50 + i]).isCloseTo(alone[i], within(1e-5f));
        }
        row += text.length - 1;
      }
    }
  }

  @Test
  void aModelSurvivesTheWayToTheEngineAndBack(@TempDir Path folder) {
    ModelConfig config = Nano.config(50, 32, 3, 8);
    int[] text = text(new SplittableRandom(1), 30, 50);
    Path published = folder.resolve("model");

    try (TrainableModel model = TrainableModel.random(ModelDesign.of(config), 1, 11)) {
      model.biases()[1][3] = 0.25f;
      float[] before = logits(model, List.of(text));
      model.export(published, Precision.F32);

      assertSame(before, 0, engine(published, text));
      try (Checkpoint checkpoint = Checkpoint.open(published);
          TrainableModel back =
              TrainableModel.of(ModelDesign.of(checkpoint.config()), 1, checkpoint.weights())) {
        assertThat(checkpoint.config()).isEqualTo(config);
        assertThat(logits(back, List.of(text))).containsExactly(before);
        assertThat(back.biases()[1][3]).isEqualTo(0.25f);
      }
    }
  }

  private static ModelConfig random(SplittableRandom random) {
    boolean embedded = random.nextInt(4) == 0;
    int groups = 1 + random.nextInt(3);
    int heads = groups * (1 + random.nextInt(3));
    int rotated = 2 * (1 + random.nextInt(4));
    int experts = embedded ? 0 : 3 + random.nextInt(9);
    int keyWidth = embedded ? rotated : rotated + random.nextInt(9);
    int sinks = embedded ? 0 : random.nextInt(4);
    int layers = 2 + random.nextInt(3);
    return new ModelConfig(
        embedded ? Architecture.EMBEDDED : Architecture.V2,
        40 + random.nextInt(30),
        8 * (1 + random.nextInt(6)),
        layers,
        0,
        new Attention.Grouped(
            heads,
            groups,
            keyWidth,
            embedded ? keyWidth : 1 + random.nextInt(12),
            rotated,
            !embedded,
            !embedded,
            sinks,
            sinks > 0 && random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean()),
        8 + random.nextInt(40),
        embedded
            ? Set.copyOf(java.util.stream.IntStream.range(0, layers).boxed().toList())
            : Set.of(0),
        embedded
            ? Experts.NONE
            : new Experts(
                experts,
                1 + random.nextInt(3),
                4 + random.nextInt(12),
                random.nextInt(2) * 12,
                random.nextBoolean(),
                1 + random.nextInt(3) / 2f,
                random.nextBoolean()),
        !embedded && random.nextBoolean(),
        1e-5f,
        10_000,
        !embedded,
        512,
        random.nextBoolean(),
        0,
        List.of(1));
  }

  static int[] text(SplittableRandom random, int length, int vocabulary) {
    return random.ints(length, 0, vocabulary).toArray();
  }

  /// Of all rows but the last of each text, from which no loss is taken.
  private static float[] logits(TrainableModel model, List<int[]> texts) {
    Pack pack = Reference.pack(texts);
    try (NDManager step = model.manager().newSubManager()) {
      return model
          .replicas()
          .getFirst()
          .run(step, pack, model.biases(), pack.weight(), 0)
          .logits()
          .toFloatArray();
    }
  }

  private static float[][] engine(Path folder, int[] text) {
    try (LoadedModel loaded =
        LoadedModel.open(folder, NetworkOptions.DEFAULT.withCache(CacheType.F32), Progress.NONE)) {
      Network network = loaded.network();
      try (Network.Cache cache = network.newCache()) {
        Network.Output output =
            network.run(List.of(new Network.Piece(cache, text, Network.Rows.ALL)));
        var logits = new float[text.length][network.config().vocabulary()];
        for (int row = 0; row < text.length; row++) {
          output.logits(0, row, logits[row]);
        }
        return logits;
      }
    }
  }

  private static void assertSame(float[] logits, int first, float[][] expected) {
    int width = expected[0].length;
    for (int row = 0; row < expected.length - 1; row++) {
      for (int i = 0; i < width; i++) {
        assertThat(logits[(first + row) * width + i])
            .as("row %d token %d", row, i)
            .isCloseTo(expected[row][i], within(1e-4f));
      }
    }
  }
}
