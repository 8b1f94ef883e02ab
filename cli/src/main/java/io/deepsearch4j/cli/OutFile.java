package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import io.deepsearch4j.report.ReportFormat;
import io.deepsearch4j.report.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where a report goes beside the terminal: nowhere, or into a file, whole or not at all.
sealed interface OutFile {

  void write(RunRecord record);

  /// Nowhere.
  record None() implements OutFile {
    @Override
    public void write(RunRecord record) {}
  }

  /// A file whose name says what form it has.
  record Named(Path path, ReportFormat format) implements OutFile {
    @Override
    public void write(RunRecord record) {
      OutFile.write(path, format.write(record));
    }
  }

  /// Checks all that can be checked before the work begins.
  ///
  /// @param name empty for no file
  static OutFile of(Path folder, String name) {
    if (name.isEmpty()) {
      return new None();
    }
    ReportFormat format =
        ReportFormat.named(name)
            .filter(one -> name.contains("."))
            .orElseThrow(
                () ->
                    new SettingException(
                        "--out %s must end in %s, so that its form is known"
                            .formatted(shown(name), ReportFormat.suffixes())));
    return new Named(path(folder, name), format);
  }

  /// A file that can be written; throws if it cannot.
  static Path path(Path folder, String name) {
    try {
      Path path = folder.resolve(name);
      Path parent = path.toAbsolutePath().getParent();
      if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
        throw new SettingException(
            "--out "
                + shown(name)
                + " lies in no folder that can be written to; make the folder first");
      }
      if (Files.isDirectory(path)) {
        throw new SettingException("--out " + shown(name) + " is a folder; name a file in it");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new SettingException("--out takes a file's name", e);
    }
  }

  /// Writes a file under another name and moves it into place.
  static void write(Path path, byte[] bytes) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Path temporary = Files.createTempFile(folder, ".deepsearch", ".part");
      try {
        Files.write(temporary, bytes);
        Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written; check rights and room", e);
    }
  }

  private static String shown(String name) {
    return Plain.line(name, 120);
  }
}
