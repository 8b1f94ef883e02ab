package io.deepsearch4j.evaluation;

import io.deepsearch4j.agent.RunState;
import java.util.Map;

/// Tasks and records that tests begin with.
final class Given {
  private Given() {}

  static Task task(String id, String gold) {
    return new Task(id, "What is " + id + "?", "en", gold, gold::equals, Map.of("hops", "1"));
  }

  static TaskRecord record(String setting, String task, boolean right) {
    return record(setting, task, right, Map.of("hops", "1"));
  }

  static TaskRecord record(String setting, String task, boolean right, Map<String, String> tags) {
    return record(setting, task, right, tags, RunState.COMPLETED);
  }

  static TaskRecord record(
      String setting, String task, boolean right, Map<String, String> tags, RunState state) {
    return new TaskRecord(
        setting,
        task,
        tags,
        "answer",
        right,
        state,
        "ANSWERED",
        "",
        "run",
        3,
        2,
        100,
        20,
        5,
        1.5,
        1,
        Map.of("html", 2));
  }
}
