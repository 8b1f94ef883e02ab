package io.deepsearch4j.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.checkpoint.ExpertStore;
import io.deepsearch4j.engine.checkpoint.Progress;
import io.deepsearch4j.engine.checkpoint.Quantizer;
import io.deepsearch4j.engine.checkpoint.ResidentExperts;
import io.deepsearch4j.engine.checkpoint.Safetensors;
import io.deepsearch4j.engine.network.Network.Piece;
import io.deepsearch4j.engine.network.Network.Rows;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.ScalarKernels;
import io.deepsearch4j.engine.tensor.Workers;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The reference models, with every kind of kernels.
class ReferenceTest {
  static final Path MODELS = Path.of("src/test/resources/reference");

  static Stream<Arguments> modelsAndKernels() {
    return Stream.of("v2-tiny", "ultra-tiny", "embedded-tiny")
        .flatMap(
            model ->
                List.of(new ScalarKernels(), Kernels.best()).stream()
                    .map(kernels -> Arguments.of(model, kernels)));
  }

  @ParameterizedTest
  @MethodSource("modelsAndKernels")
  void saysWhatTheReferenceSays(String model, Kernels kernels) {
    Path folder = MODELS.resolve(model);

    Verification verification = verify(folder, kernels);

    assertThat(verification.checks())
        .allSatisfy(check -> assertThat(check.holds()).as(check.toString()).isTrue());
    assertThat(verification.firstDifference()).isEmpty();
    assertThat(verification.loss()).isCloseTo(verification.expectedLoss(), within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2-tiny", "ultra-tiny"})
  void expertsFromDiskSayTheSame(String model, @TempDir Path packed) {
    Path folder = MODELS.resolve(model);
    Quantizer.quantize(folder, packed.resolve("model"), Precision.F32, Progress.NONE);
    // Room for four of the experts that a pass of many tokens wants, so that it takes turns.
    var options = new NetworkOptions(2, CacheType.F32, 64 << 20, 100_000);

    try (LoadedModel streamed = LoadedModel.open(packed.resolve("model"), options, Progress.NONE)) {
      Verification verification =
          new Verifier(streamed.transformer(), Expected.read(folder), Map.of()).verify();

      assertThat(streamed.experts()).isInstanceOf(ExpertStore.class);
      assertThat(streamed.experts().most()).isBetween(3, 6);
      assertThat(verification.checks()).allMatch(Verification.Check::holds);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2-tiny", "ultra-tiny"})
  void draftsWhatTheReferenceDrafts(String model) {
    Path folder = MODELS.resolve(model);
    Expected expected = Expected.read(folder);
    float[][] wanted = Objects.requireNonNull(expected.mtp()).raw();
    int[] ids = expected.inputIds();

    try (LoadedModel loaded =
            LoadedModel.open(
                folder, NetworkOptions.DEFAULT.withCache(CacheType.F32), Progress.NONE);
        var cache = loaded.network().newCache()) {
      cache.followForDrafts();
      // A token with a wrong draft behind it, which is taken back, and pieces of several lengths.
      for (int end = 1, step = 1; end < ids.length; step = step % 3 + 1, end += step) {
        int[] guessed = {ids[cache.length()], 7, 9};
        loaded.network().run(List.of(new Piece(cache, guessed, Rows.NONE)));
        cache.truncate(cache.length() - 2);
        if (cache.length() < end) {
          int[] piece = Arrays.copyOfRange(ids, cache.length(), end);
          loaded.network().run(List.of(new Piece(cache, piece, Rows.NONE)));
        }

        int[] drafts = loaded.network().draft(cache, ids[end], 3);

        assertThat(drafts).as("after " + end).hasSize(3);
        assertThat(drafts[0]).as("after " + end).isEqualTo(Logits.largest(wanted[end - 1]));
      }
    }
  }

  private static Verification verify(Path folder, Kernels kernels) {
    try (Arena arena = Arena.ofShared();
        Workers workers = Workers.start(2);
        Checkpoint checkpoint = Checkpoint.open(folder);
        Safetensors trace = Safetensors.open(folder.resolve("trace.safetensors"))) {
      Map<String, float[]> places = new HashMap<>();
      trace.names().forEach(name -> places.put(name, trace.floats(name)));
      Transformer model =
          new TransformerBuilder(
                  checkpoint.weights(),
                  new ResidentExperts(checkpoint.weights()),
                  kernels,
                  workers,
                  arena)
              .cache(CacheType.F32, 64 << 20)
              .build();
      return new Verifier(model, Expected.read(folder), places).verify();
    }
  }
}
