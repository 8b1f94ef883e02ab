package io.deepsearch4j.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepsearch4j.engine.checkpoint.ModelConfig.Architecture;
import io.deepsearch4j.engine.network.Network.Piece;
import io.deepsearch4j.engine.network.Network.Rows;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.ScalarKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Random small models: whatever way a text is run, the same comes out.
class ForwardParityTest {
  private static final int SEEDS = 3;

  static Stream<Arguments> models() {
    List<Arguments> all = new ArrayList<>();
    for (Architecture architecture : Architecture.values()) {
      for (Precision precision : Precision.values()) {
        for (long seed = 1; seed <= SEEDS; seed++) {
          all.add(Arguments.of(architecture, precision, seed));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void vectorsSayWhatPlainLoopsSay(Architecture architecture, Precision precision, long seed) {
    try (var plain = model(architecture, precision, seed, CacheType.F32, new ScalarKernels());
        var fast = model(architecture, precision, seed, CacheType.F32, Kernels.best())) {
      int[] text = text(plain, 100, seed);

      float[][] slow = inOne(plain, text);
      float[][] quick = inOne(fast, text);

      // Rounding may choose another expert where two are next to equal, and another 8-bit step.
      double allowed = precision == Precision.F32 || precision == Precision.BF16 ? 2e-3 : 0.3;
      assertClose(quick, slow, allowed);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void anyChunksGiveTheSame(Architecture architecture, Precision precision, long seed) {
    try (var model = model(architecture, precision, seed, CacheType.BF16, Kernels.best())) {
      int[] text = text(model, 150, seed);
      var random = new SplittableRandom(seed);

      float[][] whole = inOne(model, text);
      float[][] chunks = inChunks(model, text, () -> random.nextInt(1, 40));
      float[][] single = inChunks(model, text, () -> 1);

      assertSame(chunks, whole);
      assertSame(single, whole);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void companyChangesNothing(Architecture architecture, Precision precision, long seed) {
    try (var model = model(architecture, precision, seed, CacheType.INT8, Kernels.best())) {
      var network = model.network();
      List<int[]> texts = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        texts.add(text(model, 3 + 17 * i, seed + i));
      }
      List<float[][]> alone = texts.stream().map(text -> inOne(model, text)).toList();

      List<Piece> pieces =
          texts.stream().map(text -> new Piece(network.newCache(), text, Rows.ALL)).toList();
      Network.Output together = network.run(pieces);

      for (int p = 0; p < texts.size(); p++) {
        for (int t = 0; t < texts.get(p).length; t++) {
          float[] logits = new float[network.config().vocabulary()];
          together.logits(p, t, logits);
          assertThat(logits).isEqualTo(alone.get(p)[t]);
        }
      }
      pieces.forEach(piece -> piece.cache().close());
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aForkGoesItsOwnWay(Architecture architecture, Precision precision, long seed) {
    try (var model = model(architecture, precision, seed, CacheType.F32, Kernels.best())) {
      var network = model.network();
      int[] text = text(model, 140, seed);
      int[] other = text(model, 140, seed + 100);
      System.arraycopy(text, 0, other, 0, 70);
      float[][] expected = inOne(model, text);
      float[][] expectedOther = inOne(model, other);

      try (var cache = network.newCache()) {
        network.run(List.of(new Piece(cache, Arrays.copyOf(text, 100), Rows.NONE)));
        try (var fork = cache.fork()) {
          fork.truncate(70);
          float[][] forked = rows(network, fork, Arrays.copyOfRange(other, 70, 140));
          float[][] original = rows(network, cache, Arrays.copyOfRange(text, 100, 140));

          assertSame(forked, Arrays.copyOfRange(expectedOther, 70, 140));
          assertSame(original, Arrays.copyOfRange(expected, 100, 140));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void absorbedAttentionSaysWhatPlainAttentionSays(Precision precision) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try (var absorbed = latent(precision, seed, Integer.MAX_VALUE);
          var plain = latent(precision, seed, 1)) {
        int[] text = text(absorbed, 100, seed);

        double allowed = precision == Precision.F32 || precision == Precision.BF16 ? 2e-3 : 0.5;
        assertClose(inOne(plain, text), inOne(absorbed, text), allowed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void smallerCachesStayNear(Architecture architecture) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try (var exact = model(architecture, Precision.F32, seed, CacheType.F32, Kernels.best());
          var half = model(architecture, Precision.F32, seed, CacheType.BF16, Kernels.best());
          var quarter = model(architecture, Precision.F32, seed, CacheType.INT8, Kernels.best())) {
        int[] text = text(exact, 90, seed);
        float[][] expected = inOne(exact, text);

        assertThat(apart(inOne(half, text), expected)).isBetween(1e-9, 0.1);
        assertThat(apart(inOne(quarter, text), expected)).isBetween(1e-9, 0.2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"V2", "ULTRA"})
  void draftsDoNotChangeWhatIsSaid(Architecture architecture) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try (var model = model(architecture, Precision.F32, seed, CacheType.F32, Kernels.best())) {
        var network = model.network();
        int[] text = text(model, 80, seed);
        float[][] expected = inOne(model, text);

        try (var cache = network.newCache()) {
          cache.followForDrafts();
          float[][] first = rows(network, cache, Arrays.copyOf(text, 50));
          int[] drafts = network.draft(cache, text[50], 4);
          int[] again = network.draft(cache, text[50], 4);
          float[][] rest = rows(network, cache, Arrays.copyOfRange(text, 50, 80));

          assertThat(drafts).hasSize(4).isEqualTo(again);
          assertSame(first, Arrays.copyOf(expected, 50));
          assertSame(rest, Arrays.copyOfRange(expected, 50, 80));
        }
      }
    }
  }

  private static LoadedModel model(
      Architecture architecture, Precision precision, long seed, CacheType cache, Kernels kernels) {
    return LoadedModel.of(
        RandomModels.weights(architecture, precision, seed),
        new NetworkOptions(2, cache, 64 << 20, 1 << 30),
        kernels);
  }

  private static LoadedModel latent(Precision precision, long seed, int plainFrom) {
    return LoadedModel.of(
        RandomModels.weights(Architecture.ULTRA, precision, seed),
        new NetworkOptions(2, CacheType.F32, 64 << 20, 1 << 30),
        Kernels.best(),
        plainFrom);
  }

  private static int[] text(LoadedModel model, int length, long seed) {
    int vocabulary = model.network().config().vocabulary();
    return new SplittableRandom(seed).ints(length, 0, vocabulary).toArray();
  }

  private static float[][] inOne(LoadedModel model, int[] text) {
    try (var cache = model.network().newCache()) {
      return rows(model.network(), cache, text);
    }
  }

  private static float[][] inChunks(LoadedModel model, int[] text, IntSupplier length) {
    List<float[]> all = new ArrayList<>();
    try (var cache = model.network().newCache()) {
      for (int at = 0; at < text.length; ) {
        int end = Math.min(text.length, at + length.getAsInt());
        all.addAll(Arrays.asList(rows(model.network(), cache, Arrays.copyOfRange(text, at, end))));
        at = end;
      }
    }
    return all.toArray(float[][]::new);
  }

  private static float[][] rows(Network network, Network.Cache cache, int[] text) {
    Network.Output output = network.run(List.of(new Piece(cache, text, Rows.ALL)));
    float[][] rows = new float[text.length][network.config().vocabulary()];
    for (int t = 0; t < text.length; t++) {
      output.logits(0, t, rows[t]);
    }
    return rows;
  }

  private static void assertSame(float[][] got, float[][] wanted) {
    assertThat(got.length).isEqualTo(wanted.length);
    for (int t = 0; t < got.length; t++) {
      assertThat(got[t]).as("token " + t).isEqualTo(wanted[t]);
    }
  }

  private static void assertClose(float[][] got, float[][] wanted, double allowed) {
    assertThat(apart(got, wanted)).isCloseTo(0, within(allowed));
  }

  /// Mean distance of the rows, relative to the length of the wanted ones.
  private static double apart(float[][] got, float[][] wanted) {
    double difference = 0;
    double length = 0;
    for (int t = 0; t < got.length; t++) {
      for (int i = 0; i < got[t].length; i++) {
        difference += Math.pow(got[t][i] - wanted[t][i], 2);
        length += Math.pow(wanted[t][i], 2);
      }
    }
    return Math.sqrt(difference / length);
  }
}
