package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Puts the settings together: flag over environment over file over default.
final class ConfigLoader {
  static final String FILE = "deepsearch.yaml";
  private static final String PREFIX = "DEEPSEARCH_";
  private static final int LARGEST_FILE = 1_000_000;

  /// Variables that belong to the launcher.
  private static final List<String> LAUNCHER = List.of("DEEPSEARCH_JAVA_HOME");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, String> environment;
  private final Path workingFolder;

  /// One setting made on the command line.
  ///
  /// @param flag what the user wrote, such as `--set`
  record Flag(String key, String text, String flag) {}

  ConfigLoader(Map<String, String> environment, Path workingFolder) {
    this.environment = environment;
    this.workingFolder = workingFolder;
  }

  /// @param file the one named with `--config`, if any
  SettingsTree load(Optional<Path> file, List<Flag> flags) {
    var settings = new SettingsTree();
    Map<String, String> keysByVariable = new TreeMap<>();
    settings.keys().forEach(key -> keysByVariable.put(variable(key), key));
    checkVariables(keysByVariable);
    file.or(() -> usualFile()).ifPresent(path -> layFile(settings, path));
    keysByVariable.forEach(
        (variable, key) -> {
          String value = environment.get(variable);
          if (value != null) {
            boolean secret = Secrets.isSecret(key) && !value.isEmpty();
            settings.set(key, secret ? "${" + variable + "}" : value, variable);
          }
        });
    flags.forEach(flag -> settings.set(flag.key(), flag.text(), flag.flag()));
    settings.keys().stream()
        .filter(key -> key.endsWith("model"))
        .forEach(key -> placeModel(settings, key));
    return settings;
  }

  // A run is resumed from any folder, so a model's must be known by more than its relative path.
  private void placeModel(SettingsTree settings, String key) {
    String model = settings.value(key).asString("");
    if (LocalName.is(model)) {
      String origin = settings.origins().getOrDefault(key, SettingsTree.DEFAULT);
      settings.set(key, LocalName.absolute(model, workingFolder), origin);
    }
  }

  /// `agent.max-steps` is `DEEPSEARCH_AGENT_MAX_STEPS`.
  static String variable(String key) {
    return PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private void checkVariables(Map<String, String> keysByVariable) {
    for (String name : environment.keySet()) {
      if (name.startsWith(PREFIX)
          && !keysByVariable.containsKey(name)
          && !LAUNCHER.contains(name)) {
        throw new SettingException(
            "the variable "
                + name
                + " belongs to no setting; unset it"
                + Nearest.hint(name, keysByVariable.keySet()));
      }
    }
  }

  private Optional<Path> usualFile() {
    Path here = workingFolder.resolve(FILE);
    if (Files.exists(here)) {
      return Optional.of(here);
    }
    String home = environment.getOrDefault("DEEPSEARCH_HOME", Config.DEFAULT.home());
    var settings = new SettingsTree();
    settings.set("home", home, "DEEPSEARCH_HOME");
    return Optional.of(config(settings, environment).folder().resolve(FILE)).filter(Files::exists);
  }

  private void layFile(SettingsTree settings, Path path) {
    if (!(read(path) instanceof ObjectNode written)) {
      throw new SettingException(
          path
              + " does not hold settings; begin with the line version: 1 and see deepsearch.example.yaml");
    }
    JsonNode version = written.remove("version");
    if (version != null && version.asInt(0) != 1) {
      throw new SettingException(
          path
              + " has version "
              + Plain.line(version.asString(""), 20)
              + "; this program reads version 1");
    }
    settings.overlay(written, path.toString());
  }

  private static JsonNode read(Path path) {
    try {
      if (Files.size(path) > LARGEST_FILE) {
        throw new SettingException(
            path + " is larger than " + LARGEST_FILE + " bytes; it holds no settings");
      }
      return YAML.readTree(Files.readString(path));
    } catch (IOException e) {
      throw new SettingException(
          path + " cannot be read; check that it exists, is text and is yours to read", e);
    } catch (JacksonException e) {
      throw new SettingException(
          "%s is not YAML at line %d; check indents, colons and keys that stand twice"
              .formatted(path, e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          e);
    }
  }

  /// The settings as they are used; holds secrets and must not be stored or printed.
  static Config config(SettingsTree settings, Map<String, String> environment) {
    try {
      return SettingsJson.MAPPER.treeToValue(
          Secrets.resolved(settings.tree(), environment), Config.class);
    } catch (ValueInstantiationException e) {
      throw wrong(settings, e, reason(e));
    } catch (InvalidFormatException e) {
      throw wrong(
          settings,
          e,
          key(e)
              + " cannot be "
              + quoted(key(e), e.getValue())
              + "; "
              + allowed(e.getTargetType()));
    } catch (DatabindException e) {
      throw wrong(
          settings, e, key(e) + " has a value that does not fit; see deepsearch.example.yaml");
    }
  }

  private static SettingException wrong(
      SettingsTree settings, DatabindException e, String sentence) {
    String origin =
        settings.keys().stream()
            .filter(key -> sentence.startsWith(key))
            .map(key -> settings.origins().get(key))
            .filter(found -> !found.equals(SettingsTree.DEFAULT))
            .findFirst()
            .map(found -> " (" + found + ")")
            .orElse("");
    // Without the cause: it quotes values, which may be secrets.
    var _ = e;
    return new SettingException(sentence + origin);
  }

  private static String reason(ValueInstantiationException e) {
    Throwable cause = e.getCause();
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? cause.getMessage()
        : key(e) + " lacks a value; see deepsearch.example.yaml";
  }

  private static String key(DatabindException e) {
    var key = new StringBuilder();
    for (var step : e.getPath()) {
      if (step.getPropertyName() != null) {
        key.append(key.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return key.isEmpty() ? "a setting" : key.toString();
  }

  private static String quoted(String key, Object value) {
    return Secrets.isSecret(key) ? "that" : "\"" + Plain.line(String.valueOf(value), 60) + "\"";
  }

  private static String allowed(Class<?> type) {
    if (type.isEnum()) {
      var names =
          Arrays.stream(type.getEnumConstants())
              .map(one -> one.toString().toLowerCase(Locale.ROOT))
              .toList();
      return "allowed are " + String.join(", ", names);
    }
    if (type == Duration.class) {
      return "a time looks like 500ms, 30s, 5m or 1h";
    }
    return type == int.class || type == long.class
        ? "a whole number is needed"
        : "a number is needed";
  }
}
