package io.deepsearch4j.evaluation;

import io.deepsearch4j.web.PageStore;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/// Tasks that are measured together.
///
/// @param name says which they are, in a few words
public record TaskSet(String name, List<Task> tasks) {

  public TaskSet {
    tasks = List.copyOf(tasks);
    var ids = new HashSet<String>();
    for (Task task : tasks) {
      if (!ids.add(task.id())) {
        throw new IllegalArgumentException("two tasks are named " + task.id());
      }
    }
  }

  /// Changes when a question or an answer does.
  String sha256() {
    String all =
        tasks.stream()
            .map(task -> String.join("\t", task.id(), task.question(), task.gold()))
            .collect(Collectors.joining("\n"));
    return PageStore.sha256(all.getBytes(StandardCharsets.UTF_8));
  }
}
