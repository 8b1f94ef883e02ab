package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.TrainerException;
import io.deepsearch4j.trainer.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The document that holds what experiments found, each between two marks; all else in it is
/// somebody's own words and stays.
final class ClaimsDocument {
  private static final long LARGEST = 4L << 20;

  private final Path file;
  private String text;

  private ClaimsDocument(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /// Opens a document; where there is none, an empty one with the marks is begun.
  ///
  /// @throws TrainerException when it lacks the marks of an experiment
  static ClaimsDocument open(Path file, List<Experiment> experiments) {
    var document = new ClaimsDocument(file, Files.exists(file) ? read(file) : begun(experiments));
    experiments.forEach(experiment -> document.begin(experiment.name()));
    return document;
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new TrainerException(file + " is too long to be the document; name another file");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new TrainerException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String begun(List<Experiment> experiments) {
    var text = new StringBuilder("# Claims\n");
    for (Experiment experiment : experiments) {
      String name = experiment.name();
      text.append("\n## ").append(name).append("\n\n");
      text.append(opening(name)).append('\n').append(closing(name)).append('\n');
    }
    return text.toString();
  }

  private static String opening(String name) {
    return "<!-- measured: " + name + " -->";
  }

  private static String closing(String name) {
    return "<!-- end: " + name + " -->";
  }

  /// Where the text between the marks begins.
  private int begin(String name) {
    int opening = text.indexOf(opening(name));
    if (opening < 0 || text.indexOf(closing(name), opening) < 0) {
      throw new TrainerException(
          "%s lacks the marks %s and %s; put them in, or name another file"
              .formatted(file, opening(name), closing(name)));
    }
    return opening + opening(name).length();
  }

  /// Replaces what stands between the marks of an experiment.
  void put(String name, String found) {
    int begin = begin(name);
    int end = text.indexOf(closing(name), begin);
    text = text.substring(0, begin) + "\n" + found.strip() + "\n" + text.substring(end);
  }

  void write() {
    write(file, text);
  }

  static void write(Path file, String text) {
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw new TrainerException(
          "%s cannot be written: %s; name another file".formatted(file, e.getMessage()), e);
    }
  }
}
