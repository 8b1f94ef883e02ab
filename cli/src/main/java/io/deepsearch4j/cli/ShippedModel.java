package io.deepsearch4j.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/// The folders of models that come with the program: `models/NAME` where it lies.
final class ShippedModel {
  private static final String ROOT = "deepsearch.root";
  private static final int LEVELS = 5;

  private ShippedModel() {}

  /// Whether there is such a model.
  static boolean exists(String name) {
    return Files.isRegularFile(place(name).resolve("config.json"));
  }

  /// The folder, which is there.
  static Path folder(String name) {
    if (!exists(name)) {
      throw new SettingException(
          "the model %s does not lie in %s; get the whole program, or train one with make nano and name it with --model local:runs/nano/model"
              .formatted(name, place(name)));
    }
    return place(name);
  }

  private static Path place(String name) {
    Path root = root();
    for (int level = 0; level < LEVELS && root != null; level++) {
      Path folder = root.resolve("models").resolve(name);
      if (Files.isDirectory(folder)) {
        return folder;
      }
      root = root.getParent();
    }
    return root().resolve("models").resolve(name);
  }

  /// What the launcher says, or the place of our own classes.
  private static Path root() {
    String told = System.getProperty(ROOT, "");
    if (!told.isEmpty()) {
      return Path.of(told);
    }
    CodeSource source = ShippedModel.class.getProtectionDomain().getCodeSource();
    try {
      return source == null
          ? Path.of("").toAbsolutePath()
          : Path.of(source.getLocation().toURI()).toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
