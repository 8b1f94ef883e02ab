package io.deepsearch4j.agent;

import java.util.List;

/// Steps as the store keeps them.
final class StepJson {
  private StepJson() {}

  static String write(Step step) {
    return Replies.JSON.writerFor(Step.class).writeValueAsString(step);
  }

  static Step read(String json) {
    return Replies.JSON.readValue(json, Step.class);
  }

  static List<Step> steps(RunStore store, String run) {
    return store.steps(run).stream().map(stored -> read(stored.body())).toList();
  }

  /// The journal of a stored run.
  static Journal journal(RunStore store, String run, Watcher watcher) {
    return new Journal(
        steps(store, run),
        (position, step) ->
            store.appendStep(run, position, step.episode(), kind(step), write(step)),
        watcher::step);
  }

  static String kind(Step step) {
    return switch (step) {
      case Step.Planned _ -> "planned";
      case Step.Began _ -> "began";
      case Step.Chosen _ -> "chosen";
      case Step.Acted _ -> "acted";
      case Step.Folded _ -> "folded";
      case Step.Stopped _ -> "stopped";
      case Step.Verified _ -> "verified";
    };
  }
}
