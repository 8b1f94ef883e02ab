package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.agent.Ledger.Spending;
import io.deepsearch4j.agent.RunException.Kind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir Path home;
  private RunStore store;
  private String run;

  @BeforeEach
  void open() {
    store = RunStore.open(home);
    run = store.create("q", "{}");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void buysACallOnceAndGivesItAgainInAnotherProcess() {
    String bought = call(Ledger.live(store, run), "a", "h1", () -> paid("answer", 10, "0.5"));

    String given = call(Ledger.live(store, run), "a", "h1", LedgerTest::boughtAgain);

    assertThat(bought).isEqualTo("answer");
    assertThat(given).isEqualTo("answer");
    assertThat(store.paid(run, "a")).contains("answer");
  }

  @Test
  void refusesAStoredResponseForAnotherRequest() {
    var ledger = Ledger.live(store, run);
    call(ledger, "a", "h1", () -> paid("answer", 10, "0.5"));

    assertThatThrownBy(() -> call(ledger, "a", "h2", LedgerTest::boughtAgain))
        .isInstanceOfSatisfying(
            RunException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DIVERGED));
  }

  @Test
  void buysNothingDuringAReplay() {
    call(Ledger.live(store, run), "a", "h1", () -> paid("answer", 10, "0.5"));
    var replay = Ledger.replay(store, run);

    assertThat(call(replay, "a", "h1", LedgerTest::boughtAgain)).isEqualTo("answer");
    assertThatThrownBy(() -> call(replay, "b", "h1", LedgerTest::boughtAgain))
        .isInstanceOfSatisfying(
            RunException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DIVERGED));
  }

  @Test
  void marksTheCallThatWasInFlightAtACrashAsRepeated() {
    assertThatThrownBy(
            () ->
                call(
                    Ledger.live(store, run),
                    "a",
                    "h1",
                    () -> {
                      throw new IllegalStateException("the lights went out");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.paid(run, "a")).isEmpty();

    String bought = call(Ledger.live(store, run), "a", "h1", () -> paid("answer", 10, "0.5"));

    assertThat(bought).isEqualTo("answer");
    assertThat(store.calls(run)).extracting(Call::repeated).containsExactly(true);
    assertThat(store.bill(run).total().calls()).isEqualTo(1);
  }

  @Test
  void addsUpTheBillToTheLastDigit() throws Exception {
    var ledger = Ledger.live(store, run);
    List<Callable<String>> purchases = new ArrayList<>();
    IntStream.range(0, 40)
        .forEach(
            n ->
                purchases.add(
                    () ->
                        ledger.once(
                            "call " + n,
                            CallKind.MODEL,
                            "main",
                            n % 2 == 0 ? "solver" : "verifier",
                            "h",
                            () -> paid("r", 3, "0.1"))));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(purchases).forEach(future -> assertThat(future.resultNow()).isEqualTo("r"));
    }

    assertThat(ledger.bill().total().cost()).isEqualByComparingTo("4.0");
    assertThat(ledger.bill().total().usage().prompt()).isEqualTo(120);
    assertThat(ledger.bill().lines()).containsOnlyKeys("solver", "verifier");
    assertThat(store.bill(run)).isEqualTo(ledger.bill());
    assertThat(Ledger.live(store, run).bill()).isEqualTo(ledger.bill());
  }

  @Test
  void neverLetsParallelCallsPassTheBudget() throws Exception {
    var ledger = Ledger.live(store, run);
    var limit = new Spending(1_000, new BigDecimal("1.00"));
    var wanted = new Spending(10, new BigDecimal("0.30"));
    var made = new AtomicInteger();
    List<Callable<Boolean>> purchases = new ArrayList<>();
    IntStream.range(0, 10)
        .forEach(
            n ->
                purchases.add(
                    () -> {
                      Optional<Ledger.Reservation> held = ledger.reserve(wanted, limit);
                      if (held.isEmpty()) {
                        return false;
                      }
                      try (var _ = held.get()) {
                        call(ledger, "call " + n, "h", () -> paid("r", 10, "0.30"));
                        made.incrementAndGet();
                        return true;
                      }
                    }));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(purchases);
    }

    assertThat(made).hasValue(3);
    assertThat(ledger.bill().total().cost()).isEqualByComparingTo("0.90");
  }

  @Test
  void givesBackWhatWasReservedAndNotSpent() {
    var ledger = Ledger.live(store, run);
    var limit = new Spending(100, BigDecimal.ONE);
    var all = new Spending(100, BigDecimal.ONE);

    try (var _ = ledger.reserve(all, limit).orElseThrow()) {
      assertThat(ledger.reserve(new Spending(1, BigDecimal.ZERO), limit)).isEmpty();
    }

    assertThat(ledger.reserve(all, limit)).isPresent();
  }

  private static String call(Ledger ledger, String key, String hash, Supplier<Paid> purchase) {
    return ledger.once(key, CallKind.MODEL, "main", "solver", hash, purchase);
  }

  private static Paid boughtAgain() {
    throw new AssertionError("bought again");
  }

  private static Paid paid(String response, long prompt, String cost) {
    return new Paid(response, prompt, 0, 0, 0, new BigDecimal(cost));
  }
}
