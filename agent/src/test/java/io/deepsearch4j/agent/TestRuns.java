package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.documents.Embedder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Whole runs for tests: a real store in a folder, a little web, and whatever model is given.
final class TestRuns implements AutoCloseable {
  static final Price PRICE =
      new Price(new BigDecimal("2"), new BigDecimal("1"), new BigDecimal("8"));

  final RunStore store;
  final TestPages web;
  private final Models models;

  TestRuns(Path folder, TestPages web, Models models) {
    this.store = RunStore.open(folder);
    this.web = web;
    this.models = models;
  }

  static TestRuns with(Path folder, ChatModel model) {
    return new TestRuns(folder, new TestPages(folder.resolve("pages")), Models.all(model, PRICE));
  }

  static TestRuns withoutModel(Path folder) {
    return new TestRuns(folder, new TestPages(folder.resolve("pages")), Models.none());
  }

  String create(String question, AgentConfig config) {
    RunSpec spec =
        new RunSpec(
            new Question(question, "en", LocalDate.of(2026, 1, 15)),
            List.of(),
            config,
            models.isEmpty()
                ? Map.of()
                : Map.of(
                    Part.PLANNER, new RunSpec.Named("scripted", PRICE),
                    Part.RESEARCHER, new RunSpec.Named("scripted", PRICE),
                    Part.READER, new RunSpec.Named("scripted", PRICE),
                    Part.VERIFIER, new RunSpec.Named("scripted", PRICE)),
            "{}");
    return store.create(spec.question().text(), spec.json());
  }

  /// Works on a run in this thread until it has ended.
  Run work(String id) {
    return work(id, Watcher.NOBODY);
  }

  Run work(String id, Watcher watcher) {
    try {
      store.setState(id, RunState.RUNNING, "");
      new RunWork(store, _ -> equipment(), _ -> watcher).run(id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return store.known(id);
  }

  Equipment equipment() {
    return new Equipment(web, web.store(), models, Embedder.none(), () -> {});
  }

  Answer answer(String id) {
    return Runs.answer(store.known(id)).orElseThrow();
  }

  List<Step> steps(String id) {
    return StepJson.steps(store, id);
  }

  @Override
  public void close() {
    store.close();
  }
}
