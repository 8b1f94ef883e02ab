package io.deepsearch4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.network.Expected;
import io.deepsearch4j.engine.network.LoadedModel;
import io.deepsearch4j.engine.network.NetworkOptions;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Kernels;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine over real networks: no way of serving a request may change what is said.
@Timeout(120)
class GenerationParityTest {
  private static LoadedModel load(String model, CacheType cache) {
    return LoadedModel.of(
        Checkpoint.open(Path.of("src/test/resources/reference").resolve(model)).weights(),
        new NetworkOptions(2, cache, 64 << 20, Long.MAX_VALUE),
        Kernels.best());
  }

  private static Engine engine(LoadedModel model, EngineLimits limits) {
    int vocabulary = model.network().config().vocabulary();
    return new Engine(
        model.network(),
        BytesTokenizer.first(vocabulary),
        limits,
        InstantSource.system(),
        () -> {});
  }

  private static List<Integer> ask(Engine engine, GenerationRequest request) {
    return engine.generate(request, _ -> {}).tokens().stream().map(GeneratedToken::token).toList();
  }

  /// Some of them begin alike.
  private static List<GenerationRequest> requests(int vocabulary) {
    var random = new Random(5);
    int[] common = random.ints(40, 0, vocabulary).toArray();
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int[] prompt = random.ints(2 + random.nextInt(90), 0, vocabulary).toArray();
      System.arraycopy(common, 0, prompt, 0, Math.min(common.length, prompt.length / 2));
      requests.add(
          new GenerationRequest(
              prompt,
              SamplingOptions.GREEDY
                  .withTemperature(i % 2 == 0 ? 0 : 0.7)
                  .withSeed(i)
                  .withMaxTokens(16)));
    }
    return requests;
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"v2-tiny", "ultra-tiny", "embedded-tiny"})
  void saysTheSameFreshReusedDraftedAndTogether(String name) throws Exception {
    for (CacheType cache : CacheType.values()) {
      try (LoadedModel model = load(name, cache)) {
        int vocabulary = model.network().config().vocabulary();
        List<GenerationRequest> requests = requests(vocabulary);

        List<List<Integer>> fresh = new ArrayList<>();
        for (GenerationRequest request : requests) {
          // An engine of its own keeps no cache of the others.
          try (Engine engine = engine(model, new EngineLimits(1, 10_000, Speculation.NONE, 0))) {
            fresh.add(ask(engine, request));
          }
        }
        List<List<Integer>> together = new ArrayList<>();
        List<List<Integer>> reused = new ArrayList<>();
        try (Engine engine = engine(model, new EngineLimits(5, 13, Speculation.AUTO, 8))) {
          List<Callable<List<Integer>>> calls = new ArrayList<>();
          requests.forEach(request -> calls.add(() -> ask(engine, request)));
          try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Integer>> answer : callers.invokeAll(calls)) {
              together.add(answer.get());
            }
          }
          requests.forEach(request -> reused.add(ask(engine, request)));
        }

        assertThat(together).as("%s cache, together", cache).isEqualTo(fresh);
        assertThat(reused).as("%s cache, reused", cache).isEqualTo(fresh);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2-tiny", "ultra-tiny", "embedded-tiny"})
  void saysGreedilyWhatTheReferenceSays(String name) {
    Expected expected = Expected.read(Path.of("src/test/resources/reference").resolve(name));
    for (Speculation drafts : List.of(Speculation.NONE, Speculation.AUTO)) {
      try (LoadedModel model = load(name, CacheType.F32);
          Engine engine = engine(model, EngineLimits.DEFAULT.withSpeculation(drafts))) {
        List<Integer> said =
            ask(
                engine,
                new GenerationRequest(
                    expected.inputIds(),
                    SamplingOptions.GREEDY.withMaxTokens(expected.greedy().newIds().length)));

        assertThat(said)
            .as(drafts.name())
            .containsExactlyElementsOf(IntStream.of(expected.greedy().newIds()).boxed().toList());
      }
    }
  }
}
