package io.deepsearch4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepsearch4j.agent.RunState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Evaluations of the real agent, whose model is scripted.
class EvaluationTest {
  private static final Setting SETTING = new Setting("scripted", Map.of());
  private static final TaskSet TASKS =
      new TaskSet(
          "three", List.of(Given.task("one", "1"), Given.task("two", "2"), Given.task("x", "")));

  private final Evaluation evaluation = new Evaluation(2, System::nanoTime);

  @TempDir Path folder;

  @Test
  void countsWhatTheAgentDid() throws InterruptedException {
    var seen = new ArrayList<TaskRecord>();

    try (Records records = Records.open(folder, TASKS);
        var guesser = Guesser.answering(folder, all -> all.contains("What is one?") ? "1" : "9")) {
      evaluation.run(TASKS, SETTING, guesser, records, seen::add);

      assertThat(records.all()).hasSameElementsAs(seen);
    }
    assertThat(seen)
        .filteredOn(TaskRecord::right)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.task()).isEqualTo("one");
              assertThat(record.answer()).isEqualTo("1");
              assertThat(record.tags()).isEqualTo(Map.of("hops", "1"));
              assertThat(record.invalidActions()).isEqualTo(1);
              assertThat(record.modelCalls()).isGreaterThanOrEqualTo(3);
              assertThat(record.promptTokens()).isEqualTo(100L * record.modelCalls());
              assertThat(record.thinkingTokens()).isEqualTo(10L * record.modelCalls());
              assertThat(record.seconds()).isPositive();
              assertThat(record.run()).isNotBlank();
            });
  }

  @Test
  void goesOnWhereItWasLeft() throws InterruptedException {
    try (Records records = Records.open(folder, TASKS)) {
      records.begin(SETTING);
      records.add(Given.record("scripted", "one", true));
    }

    try (Records records = Records.open(folder, TASKS);
        var guesser = Guesser.answering(folder, _ -> "2")) {
      evaluation.run(TASKS, SETTING, guesser, records, _ -> {});

      assertThat(guesser.solved()).isEqualTo(2);
      assertThat(Score.of(records.all())).isEqualTo(new Score(3, 2));
    }
  }

  @Test
  void anErrorIsAWrongAnswer() throws InterruptedException {
    try (Records records = Records.open(folder, TASKS);
        var broken = Guesser.broken(folder)) {
      evaluation.run(TASKS, SETTING, broken, records, _ -> {});

      assertThat(records.all())
          .hasSize(3)
          .allSatisfy(
              record -> {
                assertThat(record.state()).isEqualTo(RunState.FAILED);
                assertThat(record.right()).isFalse();
              });
    }
  }

  @Test
  void givesUpWhereNothingWorks() {
    var many =
        new TaskSet(
            "many", IntStream.range(0, 40).mapToObj(i -> Given.task("task " + i, "1")).toList());

    try (Records records = Records.open(folder, many);
        var broken = Guesser.broken(folder)) {
      assertThatExceptionOfType(EvaluationException.class)
          .isThrownBy(() -> evaluation.run(many, SETTING, broken, records, _ -> {}))
          .withMessageContaining("the first 8 tasks all ended in an error")
          .withMessageEndingWith("the model is broken; mend it");
      assertThat(records.open(SETTING, many)).isEqualTo(40);
    }
  }

  @Test
  void keepsWhatIsDoneWhenInterrupted() throws InterruptedException {
    var begun = new CountDownLatch(1);
    Thread caller = Thread.currentThread();
    try (Records records = Records.open(folder, TASKS);
        var guesser = Guesser.answering(folder, _ -> "1")) {
      Solver patient =
          (task, watcher) -> {
            if (task.id().equals("one")) {
              return guesser.solve(task, watcher);
            }
            begun.await();
            new CountDownLatch(1).await();
            throw new IllegalStateException("nobody opens this latch");
          };

      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(
              () ->
                  evaluation.run(
                      TASKS,
                      SETTING,
                      patient,
                      records,
                      _ -> {
                        begun.countDown();
                        caller.interrupt();
                      }));
      assertThat(records.all()).extracting(TaskRecord::task).containsExactly("one");
    }
  }

  @Test
  void noAnswerIsWrongWhateverTheCheckSays() {
    Task generous = new Task("g", "What?", "en", "anything", _ -> true, Map.of());

    assertThat(generous.isRight("something")).isTrue();
    assertThat(generous.isRight(" \n")).isFalse();
  }
}
