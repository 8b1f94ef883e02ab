package io.deepsearch4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.Generation.Finish;
import io.deepsearch4j.engine.grammar.Constraint;
import io.deepsearch4j.engine.network.Network;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineTest {
  private static final int VOCABULARY = 40;
  private static final int END = 39;

  private final SamplingOptions warm =
      SamplingOptions.GREEDY.withTemperature(0.8).withMaxTokens(40);

  /// One that looks at all tokens: any mistake of a cache changes everything after it.
  private static MadeUpNetwork forgetNothing() {
    return new MadeUpNetwork(VOCABULARY, 1000, 1, 500, List.of(END));
  }

  /// One that looks at a single token: its greedy texts soon repeat, and drafts come true.
  private static MadeUpNetwork repetitive() {
    return new MadeUpNetwork(VOCABULARY, 1, 1, 500, List.of());
  }

  private static EngineLimits limits(int sequences, int chunk, Speculation drafts) {
    return new EngineLimits(sequences, chunk, drafts, 8);
  }

  private Engine engine(Network network, EngineLimits limits) {
    int vocabulary = network.config().vocabulary();
    return new Engine(
        network, BytesTokenizer.first(vocabulary), limits, InstantSource.system(), () -> {});
  }

  private Engine plain(Network network) {
    return engine(network, limits(4, 7, Speculation.NONE));
  }

  private static int[] prompt(Random random, int length) {
    return random.ints(length, 0, END).toArray();
  }

  private static List<Integer> ids(Generation generation) {
    return generation.tokens().stream().map(GeneratedToken::token).toList();
  }

  private static Generation ask(Engine engine, GenerationRequest request) {
    return engine.generate(request, _ -> {});
  }

  @Test
  void saysTheSameWithTheSameSeedAndSomethingElseWithAnother() {
    var prompt = new int[] {1, 2, 3};
    try (Engine engine = plain(forgetNothing())) {
      Generation one = ask(engine, new GenerationRequest(prompt, warm.withSeed(5)));
      Generation again = ask(engine, new GenerationRequest(prompt, warm.withSeed(5)));
      Generation other = ask(engine, new GenerationRequest(prompt, warm.withSeed(6)));

      assertThat(ids(again)).isEqualTo(ids(one));
      assertThat(ids(other)).isNotEqualTo(ids(one));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void saysTheSameAloneAndAmongOthersWhateverIsScarce(long seed) throws Exception {
    var random = new Random(seed);
    List<GenerationRequest> requests = new ArrayList<>();
    int[] common = prompt(random, 90);
    for (int i = 0; i < 24; i++) {
      int[] prompt = prompt(random, 1 + random.nextInt(60));
      System.arraycopy(common, 0, prompt, 0, random.nextInt(prompt.length));
      SamplingOptions options =
          warm.withTemperature(random.nextInt(3) * 0.5)
              .withFilters(random.nextInt(4) * 5, 1 - random.nextInt(3) * 0.2, 0, 0)
              .withSeed(i)
              .withMaxTokens(1 + random.nextInt(60));
      requests.add(new GenerationRequest(prompt, options));
    }
    List<List<Integer>> alone = new ArrayList<>();
    for (GenerationRequest request : requests) {
      // An engine of its own: no cache, no company.
      try (Engine engine = plain(forgetNothing())) {
        alone.add(ids(ask(engine, request)));
      }
    }
    MadeUpNetwork network = forgetNothing();
    network.memory(25_000 + random.nextInt(20_000));
    EngineLimits scarce =
        limits(
            1 + random.nextInt(8),
            1 + random.nextInt(40),
            List.of(Speculation.values()).get(random.nextInt(4)));

    List<List<Integer>> together = new ArrayList<>();
    try (Engine engine = engine(network, scarce)) {
      for (Future<Generation> future : inParallel(engine, requests)) {
        together.add(ids(future.get()));
      }
    }

    assertThat(together).as("%s", scarce).isEqualTo(alone);
    assertThat(network.openCaches()).isZero();
  }

  private static List<Future<Generation>> inParallel(
      Engine engine, List<GenerationRequest> requests) throws InterruptedException {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Generation>> calls = new ArrayList<>();
      requests.forEach(request -> calls.add(() -> ask(engine, request)));
      return callers.invokeAll(calls);
    }
  }

  @Test
  void readsALongPromptInChunksInThePassesOfOtherReplies() throws Exception {
    var network = new MadeUpNetwork(VOCABULARY, 1000, 0, 5000, List.of());
    var random = new Random(1);
    var speaking = new CountDownLatch(3);
    try (Engine engine = engine(network, limits(4, 16, Speculation.NONE));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var talker = new GenerationRequest(new int[] {1}, warm.withMaxTokens(4000));
      Future<Generation> talk =
          callers.submit(() -> engine.generate(talker, _ -> speaking.countDown()));
      speaking.await();
      ask(engine, new GenerationRequest(prompt(random, 320), warm.withMaxTokens(1)));
      talk.cancel(true);
    }

    List<List<Integer>> reading =
        network.passes.stream().filter(pass -> pass.contains(16)).toList();
    assertThat(reading).hasSizeGreaterThanOrEqualTo(19);
    assertThat(reading).allSatisfy(pass -> assertThat(pass).containsExactly(1, 16));
  }

  @ParameterizedTest
  @EnumSource(
      value = Speculation.class,
      names = {"PROMPT", "MTP", "AUTO"})
  void saysWithDraftsWhatItSaysWithout(Speculation drafts) {
    var random = new Random(9);
    for (int trial = 0; trial < 20; trial++) {
      int[] prompt = prompt(random, 1 + random.nextInt(30));
      SamplingOptions options =
          warm.withTemperature(trial % 2 == 0 ? 0 : 0.3)
              .withMaxTokens(60)
              .withSeed(trial)
              .withPenalties(trial % 3 == 0 ? new Penalties(1.1, 0.1, 0.1, 20) : Penalties.NONE)
              .withLogProbabilities(2);
      var request = new GenerationRequest(prompt, options);
      Generation without;
      Generation with;
      try (Engine engine = plain(repetitive())) {
        without = ask(engine, request);
      }
      try (Engine engine = engine(repetitive(), limits(1, 8, drafts))) {
        with = ask(engine, request);
      }

      assertThat(with.tokens()).isEqualTo(without.tokens());
      assertThat(without.statistics().drafted()).isZero();
    }
  }

  @Test
  void needsFewerPassesWhenDraftsComeTrue() {
    var network = repetitive();
    Generation generation;
    try (Engine engine = engine(network, limits(1, 8, Speculation.AUTO))) {
      generation =
          ask(
              engine,
              new GenerationRequest(new int[] {1}, SamplingOptions.GREEDY.withMaxTokens(200)));
    }

    assertThat(generation.tokens()).hasSize(200);
    assertThat(network.passes).hasSizeLessThan(100);
    assertThat(generation.statistics().acceptance()).isBetween(0.5, 1.0);
    assertThat(generation.statistics().accepted())
        .isGreaterThanOrEqualTo(200 - network.passes.size());
  }

  @Test
  void stopsDraftingWhereNothingComesTrue() {
    Generation generation;
    // Every prompt of 40 kinds of tokens has pairs that occurred before; none means anything here.
    try (Engine engine =
        engine(new MadeUpNetwork(4, 1000, 0, 2000, List.of()), limits(1, 8, Speculation.PROMPT))) {
      generation =
          ask(
              engine,
              new GenerationRequest(new int[] {1}, warm.withTemperature(5).withMaxTokens(1500)));
    }

    assertThat(generation.statistics().drafted()).isLessThan(1200);
  }

  @Test
  void computesOnlyWhatIsNewOfAConversation() {
    var random = new Random(4);
    var network = forgetNothing();
    int[] history = prompt(random, 200);
    int[] longer = new int[230];
    System.arraycopy(history, 0, longer, 0, 200);
    System.arraycopy(prompt(random, 30), 0, longer, 200, 30);
    var request = new GenerationRequest(longer, warm.withSeed(8));

    Generation fresh;
    try (Engine engine = plain(forgetNothing())) {
      fresh = ask(engine, request);
    }
    Generation reused;
    try (Engine engine = plain(network)) {
      ask(engine, new GenerationRequest(history, warm));
      network.passes.clear();
      reused = ask(engine, request);
    }

    assertThat(ids(reused)).isEqualTo(ids(fresh));
    assertThat(fresh.statistics().cached()).isZero();
    assertThat(reused.statistics().cached()).isGreaterThanOrEqualTo(200);
    assertThat(network.passes.stream().mapToInt(pass -> pass.getFirst()).sum())
        .isEqualTo(230 - reused.statistics().cached() + reused.tokens().size() - 1);
    assertThat(network.openCaches()).isZero();
  }

  @Test
  void computesTheLastTokenOfAPromptThatIsKnownWhole() {
    int[] prompt = {1, 2, 3, 4};
    try (Engine engine = plain(forgetNothing())) {
      Generation one = ask(engine, new GenerationRequest(prompt, warm));
      Generation again = ask(engine, new GenerationRequest(prompt, warm));

      assertThat(again.statistics().cached()).isEqualTo(3);
      assertThat(ids(again)).isEqualTo(ids(one));
    }
  }

  @Test
  void sharesACommonBeginningAmongRequestsThatComeTogether() throws Exception {
    var random = new Random(11);
    var network = forgetNothing();
    int[] common = prompt(random, 300);
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int[] prompt = common.clone();
      prompt[299] = i;
      requests.add(new GenerationRequest(prompt, warm.withMaxTokens(3)));
    }

    int cached = 0;
    try (Engine engine = engine(network, limits(4, 50, Speculation.NONE))) {
      for (Future<Generation> future : inParallel(engine, requests)) {
        cached += future.get().statistics().cached();
      }
    }

    assertThat(cached).isGreaterThanOrEqualTo(3 * 200);
  }

  @Test
  void givesBackWhatWasSaidWhenTheCallerIsInterrupted() throws Exception {
    var begun = new CountDownLatch(5);
    var network = new MadeUpNetwork(VOCABULARY, 3, 0, 1_000_000, List.of());
    try (Engine engine = plain(network);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var interrupted = new CountDownLatch(1);
      var request = new GenerationRequest(new int[] {1}, warm.withMaxTokens(1_000_000));
      Future<Generation> answer =
          callers.submit(
              () -> {
                Thread caller = Thread.currentThread();
                return engine.generate(
                    request,
                    _ -> {
                      begun.countDown();
                      if (begun.getCount() == 0) {
                        caller.interrupt();
                        interrupted.countDown();
                      }
                    });
              });
      begun.await();
      interrupted.await();
      Generation generation = answer.get();

      assertThat(generation.finish()).isEqualTo(Finish.CANCELLED);
      assertThat(generation.tokens()).hasSizeBetween(5, 999_999);
      Generation next = ask(engine, new GenerationRequest(new int[] {2}, warm));
      assertThat(next.finish()).isEqualTo(Finish.LENGTH);
    }
    assertThat(network.openCaches()).isZero();
  }

  @Test
  void letsAListenersFailureHurtItsOwnRequestOnly() {
    try (Engine engine = plain(forgetNothing())) {
      var request = new GenerationRequest(new int[] {1}, warm);
      assertThatThrownBy(
              () ->
                  engine.generate(
                      request,
                      _ -> {
                        throw new IllegalStateException("the watcher is gone");
                      }))
          .isInstanceOf(IllegalStateException.class);

      assertThat(ask(engine, request).tokens()).isNotEmpty();
    }
  }

  @Test
  void letsAFailedPassHurtOnlyWhoCausedIt() throws Exception {
    MadeUpNetwork network = forgetNothing();
    network.poison(38);
    List<GenerationRequest> requests = new ArrayList<>();
    var random = new Random(2);
    SamplingOptions options = warm.withStops(List.of(), Set.of(38));
    for (int i = 0; i < 6; i++) {
      int[] prompt = random.ints(20, 0, 38).toArray();
      prompt[13] = i == 3 ? 38 : prompt[13];
      requests.add(new GenerationRequest(prompt, options.withSeed(i)));
    }
    List<List<Integer>> expected = new ArrayList<>();
    try (Engine engine = plain(forgetNothing())) {
      requests.forEach(request -> expected.add(ids(ask(engine, request))));
    }

    try (Engine engine = engine(network, limits(6, 64, Speculation.NONE))) {
      List<Future<Generation>> answers = inParallel(engine, requests);
      for (int i = 0; i < 6; i++) {
        Future<Generation> answer = answers.get(i);
        if (i == 3) {
          assertThatThrownBy(answer::get)
              .isInstanceOf(ExecutionException.class)
              .hasRootCauseMessage("token 38 is poison");
        } else {
          assertThat(ids(answer.get())).isEqualTo(expected.get(i));
        }
      }
    }
    assertThat(network.openCaches()).isZero();
  }

  @Test
  void failsASequenceThatOutgrowsAllMemory() {
    MadeUpNetwork network = new MadeUpNetwork(VOCABULARY, 3, 0, 5000, List.of());
    network.memory(12_000);
    try (Engine engine = engine(network, limits(2, 16, Speculation.NONE))) {
      var greedy = new GenerationRequest(new int[] {1}, warm.withMaxTokens(1000));
      assertThatThrownBy(() -> ask(engine, greedy))
          .isInstanceOf(EngineException.class)
          .hasMessage("no memory");

      assertThat(ask(engine, new GenerationRequest(new int[] {1}, warm)).tokens()).hasSize(40);
    }
    assertThat(network.openCaches()).isZero();
  }

  @Test
  void endsAtTheWindow() {
    MadeUpNetwork network = new MadeUpNetwork(VOCABULARY, 3, 0, 50, List.of());
    try (Engine engine = engine(network, limits(2, 16, Speculation.AUTO))) {
      Generation generation =
          ask(engine, new GenerationRequest(new int[45], warm.withMaxTokens(100)));

      assertThat(generation.tokens()).hasSize(5);
      assertThat(generation.finish()).isEqualTo(Finish.LENGTH);
      assertThatThrownBy(() -> ask(engine, new GenerationRequest(new int[50], warm)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("a prompt of 50 tokens")
          .hasMessageContaining("window of 50");
    }
  }

  @Test
  void endsWithAStopTokenAndLeavesItOutOfTheText() {
    try (Engine engine = plain(forgetNothing())) {
      Generation free = ask(engine, new GenerationRequest(new int[] {1}, SamplingOptions.GREEDY));
      int stop = free.tokens().get(4).token();
      int first = ids(free).indexOf(stop);
      Generation stopped =
          ask(
              engine,
              new GenerationRequest(
                  new int[] {1}, SamplingOptions.GREEDY.withStops(List.of(), Set.of(stop))));

      assertThat(stopped.finish()).isEqualTo(Finish.STOP);
      assertThat(ids(stopped)).isEqualTo(ids(free).subList(0, first + 1));
      assertThat(stopped.text()).hasSize(first);
      assertThat(stopped.statistics().completion()).isEqualTo(first + 1);
    }
  }

  @Test
  void endsBeforeAStopStringAndStreamsTheSameText() {
    var streamed = new StringBuilder();
    try (Engine engine = plain(new MadeUpNetwork(VOCABULARY, 1000, 0, 500, List.of()))) {
      String free = ask(engine, new GenerationRequest(new int[] {1}, warm)).text();
      String stop = free.substring(10, 13);
      Generation stopped =
          engine.generate(
              new GenerationRequest(new int[] {1}, warm.withStops(List.of(stop), Set.of())),
              token -> streamed.append(token.text()));

      assertThat(stopped.finish()).isEqualTo(Finish.STOP_STRING);
      assertThat(stopped.text()).isEqualTo(free.substring(0, free.indexOf(stop)));
      assertThat(streamed).hasToString(stopped.text());
    }
  }

  /// Even tokens and odd ones in turn.
  private static final class Alternating implements Constraint {
    private int next;

    @Override
    public void allowed(BitSet tokens) {
      tokens.clear();
      for (int token = next; token < VOCABULARY; token += 2) {
        tokens.set(token);
      }
    }

    @Override
    public void accept(int token) {
      if (token % 2 != next) {
        throw new IllegalArgumentException("token " + token + " was not allowed");
      }
      next = 1 - next;
    }

    @Override
    public boolean mayEnd() {
      return false;
    }

    @Override
    public Constraint copy() {
      var copy = new Alternating();
      copy.next = next;
      return copy;
    }
  }

  @ParameterizedTest
  @EnumSource(Speculation.class)
  void obeysItsConstraintWithAndWithoutDrafts(Speculation drafts) {
    var request =
        new GenerationRequest(
            new int[] {2}, SamplingOptions.GREEDY.withMaxTokens(80), new Alternating());
    Generation plain;
    try (Engine engine = plain(repetitive())) {
      plain = ask(engine, request);
    }

    Generation generation;
    try (Engine engine = engine(repetitive(), limits(1, 8, drafts))) {
      generation = ask(engine, request);
    }

    assertThat(ids(generation)).isEqualTo(ids(plain));
    for (int i = 0; i < 80; i++) {
      assertThat(generation.tokens().get(i).token() % 2).isEqualTo(i % 2);
    }
  }

  @Test
  void endsAllRequestsWithASentenceWhenClosed() throws Exception {
    var speaking = new CountDownLatch(2);
    Future<Generation> answer;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Engine engine = plain(new MadeUpNetwork(VOCABULARY, 3, 0, 1_000_000, List.of()));
      var request = new GenerationRequest(new int[] {1}, warm.withMaxTokens(900_000));
      answer = callers.submit(() -> engine.generate(request, _ -> speaking.countDown()));
      speaking.await();
      engine.close();

      assertThatThrownBy(() -> ask(engine, request))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("closed");
    }
    assertThatThrownBy(answer::get)
        .hasRootCauseMessage("the engine was closed before the reply was complete");
  }

  @Test
  void refusesMtpWhereTheModelHasNone() {
    var network = new MadeUpNetwork(VOCABULARY, 3, 0, 100, List.of());

    assertThatThrownBy(() -> engine(network, limits(1, 8, Speculation.MTP)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("no MTP layer");
  }
}
