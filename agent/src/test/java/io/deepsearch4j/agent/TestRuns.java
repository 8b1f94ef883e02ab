package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.web.Web;
import java.math.BigDecimal;
import java.net.URI;
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
    RunSpec spec = spec(question, config, models.isEmpty() ? "" : "scripted");
    return store.create(spec.question().text(), spec.json());
  }

  /// @param model plays every part; empty for none
  static RunSpec spec(String question, AgentConfig config, String model, URI... seeds) {
    var named = new RunSpec.Named(model, PRICE);
    return new RunSpec(
        new Question(question, "en", LocalDate.of(2026, 1, 15)),
        List.of(seeds),
        config,
        model.isEmpty()
            ? Map.of()
            : Map.of(
                Part.PLANNER, named,
                Part.RESEARCHER, named,
                Part.READER, named,
                Part.VERIFIER, named),
        "{}");
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
    return equipment(web, models);
  }

  /// The same with another web or another model.
  Equipment equipment(Web otherWeb, Models otherModels) {
    return new Equipment(otherWeb, web.store(), otherModels, Embedder.none(), () -> {});
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
