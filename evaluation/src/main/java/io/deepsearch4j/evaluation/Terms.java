package io.deepsearch4j.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a report folder measures: which tasks, and under which terms each setting. Results of
/// different things never end up in one table.
final class Terms {
  private static final String FORMAT = "deepsearch4j/evaluation/1";
  private static final int LARGEST = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path folder;
  private final Stored head;
  private final SortedMap<String, SortedMap<String, String>> settings;

  private record Stored(
      String format,
      String tasks,
      String tasksSha256,
      SortedMap<String, SortedMap<String, String>> settings) {
    Stored {
      Objects.requireNonNull(tasks);
      Objects.requireNonNull(tasksSha256);
      Objects.requireNonNull(settings);
    }
  }

  private Terms(Path folder, Stored stored) {
    this.folder = folder;
    this.head = stored;
    this.settings = new TreeMap<>(stored.settings());
  }

  static Terms of(Path folder, TaskSet tasks) throws IOException {
    Path path = path(folder);
    if (!Files.exists(path)) {
      return new Terms(folder, new Stored(FORMAT, tasks.name(), tasks.sha256(), new TreeMap<>()));
    }
    Stored stored = read(path);
    if (!stored.tasksSha256().equals(tasks.sha256())) {
      throw new EvaluationException(
          "%s holds other tasks (%s) than those asked for (%s); name another folder, or delete that one"
              .formatted(folder, stored.tasks(), tasks.name()));
    }
    return new Terms(folder, stored);
  }

  private static Stored read(Path path) throws IOException {
    try {
      if (Files.size(path) <= LARGEST) {
        Stored stored = JSON.readValue(Files.readAllBytes(path), Stored.class);
        if (FORMAT.equals(stored.format())) {
          return stored;
        }
      }
    } catch (JacksonException e) {
      throw new EvaluationException(unknown(path), e);
    }
    throw new EvaluationException(unknown(path));
  }

  private static String unknown(Path path) {
    return path + " was not written by this version; delete its folder, or name another";
  }

  void add(Setting setting) {
    SortedMap<String, String> before = settings.putIfAbsent(setting.name(), setting.terms());
    if (before == null) {
      write();
    } else if (!before.equals(setting.terms())) {
      throw new EvaluationException(
          "%s holds the setting \"%s\" under other terms (%s); name another folder, or delete that one"
              .formatted(folder, setting.name(), difference(before, setting.terms())));
    }
  }

  private static String difference(Map<String, String> before, Map<String, String> now) {
    var names = new TreeMap<>(before);
    names.putAll(now);
    return names.keySet().stream()
        .filter(name -> !Objects.equals(before.get(name), now.get(name)))
        .findFirst()
        .map(
            name ->
                "%s was %s and is %s"
                    .formatted(
                        name, before.getOrDefault(name, "unset"), now.getOrDefault(name, "unset")))
        .orElse("");
  }

  private void write() {
    var stored = new Stored(FORMAT, head.tasks(), head.tasksSha256(), settings);
    WholeFile.write(path(folder), JSON.writeValueAsString(stored) + "\n");
  }

  private static Path path(Path folder) {
    return folder.resolve("evaluation.json");
  }
}
