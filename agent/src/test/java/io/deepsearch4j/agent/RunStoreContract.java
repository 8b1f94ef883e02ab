package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.deepsearch4j.agent.RunException.Kind;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What a store of runs promises, on whichever database.
interface RunStoreContract {

  RunStore store();

  @Test
  default void findsARunAsItWasCreated() {
    String id = store().create("Who built 塔?", "{\"effort\":\"quick\"}");

    Run run = store().find(id).orElseThrow();

    assertThat(run.question()).isEqualTo("Who built 塔?");
    assertThat(run.spec()).isEqualTo("{\"effort\":\"quick\"}");
    assertThat(run.state()).isEqualTo(RunState.QUEUED);
    assertThat(run.owner()).isEmpty();
    assertThat(RunIds.isId(id)).isTrue();
  }

  @Test
  default void keepsAQuestionThatHoldsACharacterZero() {
    String id = store().create("a\0b", "{}");

    assertThat(store().find(id).orElseThrow().question()).isEqualTo("a b");
  }

  @Test
  default void findsNothingUnderANameThatIsNone() {
    assertThat(store().find("../../etc/passwd")).isEmpty();
    assertThat(store().find("' or 1=1 --")).isEmpty();
  }

  @Test
  default void listsTheNewestRunsFirst() {
    store().create("first", "{}");
    String second = store().create("second", "{}");
    String third = store().create("third", "{}");

    List<Run> newest = store().list(2);

    assertThat(newest).extracting(Run::id).containsExactly(third, second);
  }

  @Test
  default void keepsStepsInOrderAndUnchanged() {
    String run = store().create("q", "{}");
    store().appendStep(run, 0, "main", "planned", "{\"text\":\"a\\u0000b – 计划\"}");
    store().appendStep(run, 1, "main", "acted", "{}");

    assertThat(store().steps(run)).extracting(StoredStep::seq).containsExactly(0, 1);
    assertThat(store().steps(run).getFirst().body()).isEqualTo("{\"text\":\"a\\u0000b – 计划\"}");
    assertThat(store().stepsSince(run, 1)).extracting(StoredStep::kind).containsExactly("acted");
  }

  @Test
  default void refusesAGap() {
    String run = store().create("q", "{}");
    store().appendStep(run, 0, "main", "planned", "{}");

    assertThatThrownBy(() -> store().appendStep(run, 2, "main", "acted", "{}"))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("cannot follow its 1 steps");
  }

  @Test
  default void refusesASecondWriterOfTheSameStep() {
    String run = store().create("q", "{}");
    store().appendStep(run, 0, "main", "planned", "{\"by\":1}");

    assertThatThrownBy(() -> store().appendStep(run, 0, "main", "planned", "{\"by\":2}"))
        .isInstanceOfSatisfying(
            RunException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TAKEN_OVER));
    assertThat(store().steps(run)).extracting(StoredStep::body).containsExactly("{\"by\":1}");
  }

  @Test
  default void letsExactlyOneOfManyWritersAppendAStep() throws Exception {
    String run = store().create("q", "{}");

    int winners = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> writer =
          () -> {
            try {
              store().appendStep(run, 0, "main", "planned", "{}");
              return true;
            } catch (RunException e) {
              assertThat(e.kind()).isEqualTo(Kind.TAKEN_OVER);
              return false;
            }
          };
      for (Future<Boolean> won : threads.invokeAll(Collections.nCopies(16, writer))) {
        winners += won.get() ? 1 : 0;
      }
    }

    assertThat(winners).isEqualTo(1);
    assertThat(store().steps(run)).hasSize(1);
  }

  @Test
  default void refusesAStepOfARunThatIsNotThere() {
    assertThatThrownBy(() -> store().appendStep("0".repeat(18), 0, "main", "planned", "{}"))
        .isInstanceOfSatisfying(
            RunException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_RUN));
  }

  @Test
  default void neverForgetsAWishToCancelNorAnEnd() {
    String run = store().create("q", "{}");

    assertThat(store().setState(run, RunState.CANCELLING, "")).isTrue();
    assertThat(store().setState(run, RunState.RUNNING, "")).isFalse();
    assertThat(store().setState(run, RunState.CANCELLED, "CANCELLED")).isTrue();
    assertThat(store().setState(run, RunState.COMPLETED, "ANSWERED")).isFalse();

    assertThat(store().find(run).orElseThrow().state()).isEqualTo(RunState.CANCELLED);
    assertThat(store().find(run).orElseThrow().stopReason()).isEqualTo("CANCELLED");
  }

  @Test
  default void keepsTheAnswer() {
    String run = store().create("q", "{}");

    store().setAnswer(run, "{\"text\":\"330 m\"}");

    assertThat(store().find(run).orElseThrow().answer()).isEqualTo("{\"text\":\"330 m\"}");
  }

  @Test
  default void forksTheFirstStepsOfARun() {
    String run = store().create("q", "{\"model\":\"a\"}");
    for (int seq = 0; seq < 4; seq++) {
      store().appendStep(run, seq, "main", "acted", "{\"n\":" + seq + "}");
    }

    String fork = store().fork(run, 2, "{\"model\":\"b\"}");
    store().appendStep(fork, 2, "main", "acted", "{\"n\":\"other\"}");

    assertThat(store().find(fork).orElseThrow().parent()).isEqualTo(run);
    assertThat(store().steps(fork))
        .extracting(StoredStep::body)
        .containsExactly("{\"n\":0}", "{\"n\":1}", "{\"n\":\"other\"}");
    assertThat(store().steps(run)).hasSize(4);
  }

  @Test
  default void deletesARunThatHasEndedWithEverythingOfItAndNothingElse() {
    String kept = runWithAStepAndACall();
    String run = runWithAStepAndACall();
    String fork = store().fork(run, 1, "{}");
    store().setState(run, RunState.COMPLETED, "ANSWERED");

    boolean deleted = store().delete(run);

    assertThat(deleted).isTrue();
    assertThat(store().find(run)).isEmpty();
    assertThat(store().steps(run)).isEmpty();
    assertThat(store().calls(run)).isEmpty();
    assertThat(store().delete(run)).as("a second time").isFalse();
    assertThat(store().find(kept)).isPresent();
    assertThat(store().steps(kept)).hasSize(1);
    assertThat(store().calls(kept)).hasSize(1);
    assertThat(store().steps(fork)).hasSize(1);
  }

  @Test
  default void keepsARunThatHasNotEnded() {
    String run = runWithAStepAndACall();

    assertThat(store().delete(run)).as("queued").isFalse();
    store().setState(run, RunState.RUNNING, "");
    assertThat(store().delete(run)).as("running").isFalse();
    store().setState(run, RunState.CANCELLING, "");
    assertThat(store().delete(run)).as("cancelling").isFalse();

    assertThat(store().steps(run)).hasSize(1);
  }

  @Test
  default void forgetsARequestWithTheRunItCameTo() {
    var asker = new Asker("ada", "key", "hash");
    String run = ((Start.Started) store().create("q", "{}", asker)).id();
    store().setState(run, RunState.FAILED, "ERROR");

    store().delete(run);

    assertThat(store().requested(asker)).isEmpty();
    assertThat(store().create("q", "{}", asker)).isInstanceOf(Start.Started.class);
  }

  @Test
  default void addsUpTheBillsOfSeveralRunsAtOnce() {
    String first = runWithAStepAndACall();
    String second = runWithAStepAndACall();
    String nothing = store().create("q", "{}");
    runWithAStepAndACall();

    Map<String, Bill> bills = store().bills(List.of(first, second, nothing));

    assertThat(bills)
        .containsOnly(
            entry(first, store().bill(first)),
            entry(second, store().bill(second)),
            entry(nothing, Bill.NOTHING));
    assertThat(store().bill(first).total().cost()).isEqualByComparingTo("0.25");
    assertThat(store().bills(List.of())).isEmpty();
  }

  private String runWithAStepAndACall() {
    String run = store().create("q", "{}");
    store().appendStep(run, 0, "main", "planned", "{}");
    Calls calls = store().calls();
    calls.started(run, "a", CallKind.MODEL, "main", "planner", "hash", calls.now());
    calls.done(run, "a", new Paid("{}", 10, 2, 5, 1, new BigDecimal("0.25")), 7);
    return run;
  }

  @Test
  default void noticesAStepThatWasChangedBehindItsBack() {
    String run = store().create("q", "{}");
    store().appendStep(run, 0, "main", "planned", "{\"plan\":1}");
    store()
        .database()
        .write(
            handle ->
                handle.execute("update steps set body = '{\"plan\":2}' where run_id = ?", run));

    assertThatThrownBy(() -> store().steps(run))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("step 0 of run " + run + " is not what was stored");
  }

  @Test
  default void storesEvenWhileTheThreadIsBeingCancelled() {
    String run = store().create("q", "{}");

    Thread.currentThread().interrupt();
    store().appendStep(run, 0, "main", "planned", "{}");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(store().steps(run)).hasSize(1);
  }
}
