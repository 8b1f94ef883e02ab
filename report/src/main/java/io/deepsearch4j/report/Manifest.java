package io.deepsearch4j.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;

/// What a bundle holds, file by file, with the hash of each. Its own SHA-256 stands for the whole
/// bundle: who was told it by the maker knows that nothing was exchanged.
///
/// @param writer which version of the writers made the reports in it
/// @param run the run's id
/// @param updated when the run last changed
record Manifest(
    String format,
    String writer,
    String run,
    String question,
    Instant updated,
    List<Listed> files) {
  static final String FILE = "manifest.json";
  static final String FORMAT = "deepsearch4j/bundle/1";

  /// To be raised with every change of what a report looks like: only reports of the same writers
  /// can be made again to the letter.
  static final String WRITER = "deepsearch4j/report/1";

  /// One file.
  record Listed(String path, long bytes, String sha256) {
    Listed {
      Objects.requireNonNull(path);
      Objects.requireNonNull(sha256);
    }
  }

  Manifest {
    Objects.requireNonNull(format);
    Objects.requireNonNull(writer);
    Objects.requireNonNull(run);
    Objects.requireNonNull(question);
    Objects.requireNonNull(updated);
    files = List.copyOf(files);
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException("the format is not " + FORMAT);
    }
  }

  static Manifest of(byte[] bytes) {
    try {
      return RunRecord.read(
          new String(bytes, StandardCharsets.UTF_8), Manifest.class, BundledRun.STRICT);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new ReportException(
          FILE
              + " is damaged or not of format "
              + FORMAT
              + "; get the bundle again, or check it"
              + " with the program that made it",
          e);
    }
  }

  byte[] bytes() {
    return BundledRun.pretty(this);
  }
}
