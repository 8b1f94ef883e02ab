package io.deepsearch4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/// A file that a report is written to, whole or not at all.
///
/// @param path empty for no file
record OutFile(String path, Form form) {

  /// What a report looks like in a file; its name decides.
  enum Form {
    NONE,
    MARKDOWN,
    HTML,
    JSON
  }

  static OutFile none() {
    return new OutFile("", Form.NONE);
  }

  /// Checks all that can be checked before the work begins.
  static OutFile of(Path folder, String name) {
    if (name.isEmpty()) {
      return none();
    }
    try {
      Path path = folder.resolve(name);
      Form form = form(name);
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
      return new OutFile(path.toString(), form);
    } catch (InvalidPathException e) {
      throw new SettingException("--out takes a file's name", e);
    }
  }

  private static Form form(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".md")) {
      return Form.MARKDOWN;
    }
    if (lower.endsWith(".html")) {
      return Form.HTML;
    }
    if (lower.endsWith(".json")) {
      return Form.JSON;
    }
    throw new SettingException(
        "--out " + shown(name) + " must end in .md, .html or .json, so that its form is known");
  }

  void write(Report report) {
    switch (form) {
      case NONE -> {}
      case MARKDOWN -> write(Path.of(path), AnswerMarkdown.of(report));
      case HTML -> write(Path.of(path), AnswerHtml.of(report));
      case JSON -> write(Path.of(path), AnswerDocument.of(report).json() + "\n");
    }
  }

  /// Writes a file under another name and moves it into place.
  static void write(Path path, String text) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Path temporary = Files.createTempFile(folder, ".deepsearch", ".part");
      try {
        Files.writeString(temporary, text);
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
