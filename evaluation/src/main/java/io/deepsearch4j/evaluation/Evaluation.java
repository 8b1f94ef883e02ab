package io.deepsearch4j.evaluation;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.agent.Spent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Gives the tasks of a set to a solver, several at a time, and notes a record when one is done.
public final class Evaluation {
  /// When so many tasks have ended in an error and none otherwise, something is broken.
  private static final int HOPELESS = 8;

  private final int parallel;
  private final LongSupplier nanos;

  /// @param parallel how many tasks are worked on at a time
  /// @param nanos the clock that measures how long a task takes
  public Evaluation(int parallel, LongSupplier nanos) {
    if (parallel < 1) {
      throw new IllegalArgumentException(
          "at least 1 task must be worked on at a time, not " + parallel);
    }
    this.parallel = parallel;
    this.nanos = nanos;
  }

  /// Works on every task that has no record under this setting yet.
  ///
  /// @param watcher is told of each new record, in the order of arrival, by the calling thread
  /// @throws InterruptedException when cancelled; what was done is kept
  public void run(
      TaskSet tasks, Setting setting, Solver solver, Records records, Consumer<TaskRecord> watcher)
      throws InterruptedException {
    records.begin(setting);
    List<Task> open =
        tasks.tasks().stream().filter(task -> !records.isDone(setting, task)).toList();
    try (var threads = Executors.newFixedThreadPool(parallel, Thread.ofVirtual().factory())) {
      try {
        var done = new ExecutorCompletionService<TaskRecord>(threads);
        open.forEach(task -> done.submit(() -> solved(task, setting, solver)));
        int failed = 0;
        for (int i = 1; i <= open.size(); i++) {
          TaskRecord record = next(done);
          records.add(record);
          watcher.accept(record);
          failed += record.state() == RunState.FAILED ? 1 : 0;
          if (i == HOPELESS && failed == i) {
            throw new EvaluationException(
                "the first %d tasks all ended in an error; mend it and start again. The last one: %s"
                    .formatted(i, record.why()));
          }
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static TaskRecord next(ExecutorCompletionService<TaskRecord> done)
      throws InterruptedException {
    try {
      return done.take().get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException known -> throw known;
        case Error broken -> throw broken;
        case InterruptedException _ -> throw new InterruptedException("a task was cancelled");
        case null, default -> throw new IllegalStateException("a solver threw what it may not", e);
      }
    }
  }

  private TaskRecord solved(Task task, Setting setting, Solver solver) throws InterruptedException {
    var tally = new Tally();
    long start = nanos.getAsLong();
    Run run = solver.solve(task, tally);
    double seconds = (nanos.getAsLong() - start) / 1e9;
    Optional<Answer> answer = Runs.answer(run);
    String text = answer.map(Answer::answer).orElse("");
    Spent spent = tally.spent();
    return new TaskRecord(
        setting.name(),
        task.id(),
        task.tags(),
        text,
        task.isRight(text),
        run.state(),
        run.stopReason(),
        answer.map(Answer::why).orElse(""),
        run.id(),
        spent.toolCalls(),
        spent.modelCalls(),
        spent.usage().prompt(),
        spent.usage().completion(),
        spent.usage().reasoning(),
        seconds,
        tally.invalidActions(),
        tally.reads());
  }
}
