package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.TrainerException;
import io.deepsearch4j.trainer.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// `trials.jsonl`: a line with format, version and settings, then one for each trial. Not safe to
/// share.
final class TrialFile {
  static final String NAME = "trials.jsonl";
  private static final String FORMAT = "deepsearch4j/trials/1";
  private static final long LARGEST = 64L << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Header header;
  private final List<Trial> trials;

  private record Header(@Nullable String format, @Nullable String settings) {}

  private TrialFile(Path file, Header header, List<Trial> trials) {
    this.file = file;
    this.header = header;
    this.trials = trials;
  }

  /// Opens the file of a folder.
  ///
  /// @param settings what all its trials share
  /// @throws TrainerException when it is broken or its trials share other settings
  static TrialFile open(Path folder, String settings) {
    Path file = folder.resolve(NAME);
    var header = new Header(FORMAT, settings);
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        return new TrialFile(file, header, new ArrayList<>());
      }
      if (Files.size(file) > LARGEST) {
        throw broken(file, "it is larger than any file of trials");
      }
      return new TrialFile(file, header, read(file, header));
    } catch (IOException e) {
      throw new TrainerException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<Trial> read(Path file, Header header) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    var trials = new ArrayList<Trial>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        if (i == 0) {
          check(file, JSON.readValue(lines.get(i), Header.class), header);
        } else {
          trials.add(JSON.readValue(lines.get(i), Trial.class));
        }
      } catch (JacksonException _) {
        throw broken(file, "line " + (i + 1) + " is no trial");
      }
    }
    return trials;
  }

  private static void check(Path file, Header found, Header wanted) {
    if (!wanted.equals(found)) {
      throw new TrainerException(
          "%s holds no trials of these lessons at this scale; name another folder or remove it"
              .formatted(file));
    }
  }

  private static TrainerException broken(Path file, String why) {
    return new TrainerException("%s is broken: %s; remove it".formatted(file, why));
  }

  List<Trial> trials() {
    return List.copyOf(trials);
  }

  boolean has(String arm, long seed) {
    return trials.stream().anyMatch(trial -> trial.arm().equals(arm) && trial.seed() == seed);
  }

  /// Adds a trial; the file is written anew and moved into place, so it is always whole.
  void add(Trial trial) {
    trials.add(trial);
    try {
      WholeFile.write(file, text());
    } catch (IOException e) {
      throw new TrainerException(
          "%s cannot be written: %s; free some disk and start again, done trials are kept"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private String text() {
    var text = new StringBuilder(JSON.writeValueAsString(header)).append('\n');
    trials.forEach(trial -> text.append(JSON.writeValueAsString(trial)).append('\n'));
    return text.toString();
  }
}
