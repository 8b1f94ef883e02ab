package io.deepsearch4j.trainer;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `metrics.jsonl` of a run: a line with format and version, then one for each step.
final class MetricsFile implements AutoCloseable {
  static final String NAME = "metrics.jsonl";
  private static final String FORMAT = "deepsearch4j/metrics/1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final BufferedWriter writer;

  private MetricsFile(Path file, BufferedWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  private record Header(String format) {}

  static MetricsFile append(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      Files.createDirectories(folder);
      boolean begun = Files.exists(file);
      // A stream, not a channel: it writes for a thread that is interrupted, too.
      var writer =
          new BufferedWriter(
              new OutputStreamWriter(
                  new FileOutputStream(file.toFile(), true), StandardCharsets.UTF_8));
      if (!begun) {
        writer.write(JSON.writeValueAsString(new Header(FORMAT)) + "\n");
      }
      return new MetricsFile(file, writer);
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  void add(Metrics metrics) {
    try {
      writer.write(JSON.writeValueAsString(metrics) + "\n");
      writer.flush();
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  /// All steps that the file holds; a last line that was cut off is left out.
  static List<Metrics> read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      List<String> lines = Files.readAllLines(file);
      var metrics = new ArrayList<Metrics>();
      for (int i = 0; i < lines.size(); i++) {
        try {
          JsonNode node = JSON.readTree(lines.get(i));
          if (i == 0) {
            check(file, node);
          } else {
            metrics.add(JSON.treeToValue(node, Metrics.class));
          }
        } catch (JacksonException e) {
          if (i < lines.size() - 1 || i == 0) {
            throw new TrainerException(
                "%s is broken in line %d; remove the line".formatted(file, i + 1), e);
          }
        }
      }
      return metrics;
    } catch (IOException e) {
      throw new TrainerException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void check(Path file, JsonNode header) {
    if (!header.path("format").asString("").equals(FORMAT)) {
      throw new TrainerException(
          "%s does not begin with the format %s; it is no file of metrics".formatted(file, FORMAT));
    }
  }

  /// Forgets what was measured after a step, since it will be measured again.
  static void cut(Path folder, long lastStep) {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return;
    }
    List<Metrics> kept = read(folder).stream().filter(line -> line.step() <= lastStep).toList();
    var text = new StringBuilder(JSON.writeValueAsString(new Header(FORMAT))).append('\n');
    kept.forEach(line -> text.append(JSON.writeValueAsString(line)).append('\n'));
    try {
      WholeFile.write(file, text.toString());
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  private static TrainerException trouble(Path file, IOException e) {
    return new TrainerException(
        "%s cannot be written: %s; free some disk and start the run again"
            .formatted(file, e.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }
}
