package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// How a model that runs in this process is named: `local:NAME` for a folder among the user's
/// models, `local:./FOLDER` for any other, `nano-r` for the one that comes with the program.
final class LocalName {
  /// The model that comes with the program.
  static final String NANO = "nano-r";

  private static final String PREFIX = "local:";

  private LocalName() {}

  static boolean is(String model) {
    return model.startsWith(PREFIX) || model.equals(NANO);
  }

  /// The same model, named so that it means the same in any working folder.
  static String absolute(String model, Path workingFolder) {
    if (model.equals(NANO)) {
      return model;
    }
    String place = place(model);
    if (!isPath(place)) {
      return model;
    }
    boolean atHome = place.equals("~") || place.startsWith("~/");
    String expanded = atHome ? System.getProperty("user.home") + place.substring(1) : place;
    return PREFIX + workingFolder.resolve(path(model, expanded)).toAbsolutePath().normalize();
  }

  /// The folder, which is there.
  static Path folder(String model, Path home) {
    if (model.equals(NANO)) {
      return ShippedModel.folder(NANO);
    }
    String place = place(model);
    Path models = home.resolve("models");
    Path folder = isPath(place) ? path(model, place) : models.resolve(path(model, place));
    if (!Files.isDirectory(folder)) {
      throw new SettingException(
          "%s is the folder %s, which does not exist%s"
              .formatted(
                  Plain.line(model, 120),
                  Plain.line(folder.toString(), 200),
                  isPath(place) ? "; name the folder of a model" : hint(place, models)));
    }
    return folder;
  }

  private static String hint(String name, Path models) {
    String hint = Nearest.hint(name, names(models));
    return hint.isEmpty() ? "; name any other folder as local:./FOLDER" : hint;
  }

  private static List<String> names(Path models) {
    if (!Files.isDirectory(models)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(models)) {
      return folders.map(folder -> folder.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(models + " cannot be looked into; check its rights", e);
    }
  }

  private static String place(String model) {
    String place = model.substring(PREFIX.length()).strip();
    if (place.isEmpty()) {
      throw new SettingException(
          "local: lacks a name; write local:NAME for a folder among your models, or local:./FOLDER");
    }
    return place;
  }

  private static boolean isPath(String place) {
    return place.startsWith(".")
        || place.startsWith("~")
        || place.contains("/")
        || place.contains("\\");
  }

  private static Path path(String model, String place) {
    try {
      return Path.of(place);
    } catch (InvalidPathException e) {
      throw new SettingException(Plain.line(model, 60) + " is not the name of a folder", e);
    }
  }
}
