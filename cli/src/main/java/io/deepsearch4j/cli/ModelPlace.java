package io.deepsearch4j.cli;

import io.deepsearch4j.engine.checkpoint.CheckpointException;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.report.Plain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Folders of models as they are named on the command line.
final class ModelPlace {
  private static final int LONGEST_CONFIG = 1 << 20;

  private ModelPlace() {}

  /// Something that is there.
  static Path existing(Console console, String name) {
    Path path = path(console, name);
    if (!Files.exists(path)) {
      throw new SettingException(
          Plain.line(path.toString(), 200) + " does not exist; name the folder of a model");
    }
    return path;
  }

  /// A folder that is there.
  static Path folder(Console console, String name) {
    Path path = existing(console, name);
    if (!Files.isDirectory(path)) {
      throw new SettingException(
          Plain.line(path.toString(), 200) + " is a file; name the folder of a model");
    }
    return path;
  }

  /// A folder that is yet to be filled.
  static Path unused(Console console, String name) {
    Path path = path(console, name);
    try {
      if (Files.exists(path) && (!Files.isDirectory(path) || !isEmpty(path))) {
        throw new SettingException(
            "--to "
                + Plain.line(path.toString(), 200)
                + " holds something already, and nothing is overwritten; name another folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be looked into; check its rights", e);
    }
    return path;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /// The text of a configuration, from the file itself or the folder that holds it.
  static byte[] configText(Path place) {
    Path file = Files.isDirectory(place) ? place.resolve("config.json") : place;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(LONGEST_CONFIG + 1);
      if (text.length > LONGEST_CONFIG) {
        throw new CheckpointException(
            file + " is larger than " + LONGEST_CONFIG + " bytes; it is no configuration");
      }
      return text;
    } catch (IOException e) {
      throw new CheckpointException(
          file + " cannot be read; name a config.json or the folder of a model", e);
    }
  }

  /// The configuration in a file of any name.
  static ModelConfig config(Path file) {
    return ModelConfig.parse(configText(file), file.toString());
  }

  /// A folder that may be there or not.
  static Path path(Console console, String name) {
    try {
      return console.folder().resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new SettingException(Plain.line(name, 60) + " is not the name of a folder", e);
    }
  }
}
