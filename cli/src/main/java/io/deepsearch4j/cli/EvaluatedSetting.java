package io.deepsearch4j.cli;

import io.deepsearch4j.evaluation.Setting;
import io.deepsearch4j.web.PageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One row of an evaluation: the settings its runs work under.
record EvaluatedSetting(Setting setting, SettingsTree tree, Config config) {

  static EvaluatedSetting of(
      SettingsTree tree, Config config, String pace, PracticeGround.Reach reach, Wiring wiring) {
    String name =
        (config.hasModel() ? model(config, wiring) + " " + pace : "no model")
            + switch (reach) {
              case EVERYTHING -> "";
              case INDEX -> " search-only";
            };
    var terms = new TreeMap<String, String>();
    terms.put("agent", config.agent().toString());
    terms.put("reach", reach.toString());
    if (config.hasModel()) {
      wiring
          .named(config)
          .forEach((part, named) -> terms.put("model of the " + part, named.model()));
      terms.put("dialect", config.chat().dialect());
      terms.put("engine", config.engine().toString());
      if (LocalName.is(config.model())) {
        terms.put("model files", fingerprint(wiring.folder(config.model())));
      }
    }
    return new EvaluatedSetting(new Setting(name, terms), tree, config);
  }

  /// A model's name without the way to its folder.
  private static String model(Config config, Wiring wiring) {
    String model = config.model();
    return LocalName.is(model) ? String.valueOf(wiring.folder(model).getFileName()) : model;
  }

  /// Tells two trainings of a model in the same folder apart, without reading gigabytes.
  private static String fingerprint(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      String all =
          files
              .filter(Files::isRegularFile)
              .sorted()
              .map(EvaluatedSetting::mark)
              .collect(Collectors.joining("\n"));
      return PageStore.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be looked into; check its rights", e);
    }
  }

  private static String mark(Path file) {
    try {
      return file.getFileName()
          + "\t"
          + Files.size(file)
          + "\t"
          + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be looked at; check its rights", e);
    }
  }
}
