package io.deepsearch4j.evaluation;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The records of a report folder: what is done already, and where more is noted. One process has
/// them open at a time. Safe to share between threads.
public final class Records implements AutoCloseable {
  static final String FORMAT = "deepsearch4j/records/1";
  private static final long LARGEST = 256L << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  // Not a channel: one would close itself when the writing thread is interrupted.
  private final RandomAccessFile file;
  private final Terms terms;
  private final Map<TaskRecord.Key, TaskRecord> known = new LinkedHashMap<>();

  private record Head(String format) {}

  private Records(Path folder, RandomAccessFile file, Terms terms) {
    this.folder = folder;
    this.file = file;
    this.terms = terms;
  }

  /// Opens the records of a folder, which is made if it is not there.
  ///
  /// @throws EvaluationException where the folder holds other tasks, is damaged or in use
  public static Records open(Path folder, TaskSet tasks) {
    Path path = folder.resolve("records.jsonl");
    try {
      Files.createDirectories(folder);
      var file = new RandomAccessFile(path.toFile(), "rw");
      try {
        lock(file, folder);
        var records = new Records(folder, file, Terms.of(folder, tasks));
        records.read(path);
        return records;
      } catch (RuntimeException | IOException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw trouble(folder, e);
    }
  }

  private static void lock(RandomAccessFile file, Path folder) throws IOException {
    try {
      if (file.getChannel().tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException _) {
      // Held by this very process; the sentence is the same.
    }
    throw new EvaluationException(
        folder + " is being written to by another evaluation; wait for its end or name another");
  }

  private void read(Path path) throws IOException {
    if (file.length() > LARGEST) {
      throw damaged(path, "it is larger than " + LARGEST + " bytes");
    }
    byte[] bytes = Files.readAllBytes(path);
    int end = bytes.length;
    // A line without an end was being written when its process died.
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    List<String> lines = new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    String head = JSON.writeValueAsString(new Head(FORMAT));
    if (lines.isEmpty()) {
      if (!head.startsWith(new String(bytes, StandardCharsets.UTF_8))) {
        throw damaged(path, "its format is not " + FORMAT);
      }
      file.setLength(0);
      append(head);
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      try {
        ObjectNode line = (ObjectNode) JSON.readTree(lines.get(i));
        if (i > 0) {
          TaskRecord record = JSON.treeToValue(line, TaskRecord.class);
          known.put(record.key(), record);
        } else if (!line.path("format").asString("").equals(FORMAT)) {
          throw damaged(path, "its format is not " + FORMAT);
        }
      } catch (JacksonException | ClassCastException e) {
        throw new EvaluationException(
            "line %d of %s is no record; take the line out, or delete the folder"
                .formatted(i + 1, path),
            e);
      }
    }
    file.setLength(end);
    file.seek(end);
  }

  private static EvaluationException damaged(Path path, String why) {
    return new EvaluationException(
        path + " holds no records (" + why + "); delete the folder or name another");
  }

  /// Notes that records of a setting follow.
  ///
  /// @throws EvaluationException where the folder has a setting of that name and other terms
  synchronized void begin(Setting setting) {
    terms.add(setting);
  }

  /// How many tasks have no lasting record under a setting.
  public int open(Setting setting, TaskSet tasks) {
    return (int) tasks.tasks().stream().filter(task -> !isDone(setting, task)).count();
  }

  synchronized boolean isDone(Setting setting, Task task) {
    TaskRecord record = known.get(new TaskRecord.Key(setting.name(), task.id()));
    return record != null && record.isFinal();
  }

  /// Keeps a record; it outlives this process once this has returned.
  synchronized void add(TaskRecord record) {
    try {
      append(JSON.writeValueAsString(record));
    } catch (IOException e) {
      throw trouble(folder, e);
    }
    known.put(record.key(), record);
  }

  private void append(String line) throws IOException {
    file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// The record of every task done so far, under whichever setting, in the order of arrival.
  public synchronized List<TaskRecord> all() {
    return List.copyOf(known.values());
  }

  private static UncheckedIOException trouble(Path folder, IOException e) {
    return new UncheckedIOException(
        folder + " cannot be written to; check rights and room, then start again", e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw trouble(folder, e);
    }
  }
}
