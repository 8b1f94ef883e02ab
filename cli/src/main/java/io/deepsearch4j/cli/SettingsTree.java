package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The settings as a tree, and where each value came from. It begins with the defaults; every layer
/// laid over it wins over those before. References to the environment (`${NAME}`) stay as they are
/// written, so a tree holds no secret.
final class SettingsTree {
  static final String DEFAULT = "default";
  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final String TEMPLATES = "search.templates";
  private static final String TEMPLATE =
      """
      {"name": "", "url": "", "method": "GET", "headers": {}, "body": "", "results": "",
       "title": "title", "link": "url", "snippet": "", "published": "", "max-characters": 400}
      """;

  private final ObjectNode tree = SettingsJson.MAPPER.valueToTree(Config.DEFAULT);
  private final Map<String, JsonNode> defaults = leaves(tree);
  private final Map<String, String> origins = new TreeMap<>();

  SettingsTree() {
    defaults.keySet().forEach(key -> origins.put(key, DEFAULT));
  }

  /// A tree that was written down before.
  static SettingsTree of(ObjectNode written, String origin) {
    var settings = new SettingsTree();
    settings.overlay(written, origin);
    return settings;
  }

  /// Every key there is.
  Set<String> keys() {
    return defaults.keySet();
  }

  ObjectNode tree() {
    return tree.deepCopy();
  }

  /// Where each value came from.
  Map<String, String> origins() {
    return Collections.unmodifiableMap(origins);
  }

  JsonNode value(String key) {
    return tree.at("/" + key.replace('.', '/'));
  }

  /// Lays a tree over this one.
  void overlay(ObjectNode upper, String origin) {
    overlay("", upper, origin);
  }

  private void overlay(String prefix, ObjectNode upper, String origin) {
    upper.forEachEntry(
        (name, value) -> {
          String key = prefix + name;
          if (value.isNull()) {
            // A heading whose settings are all commented out.
            return;
          }
          if (defaults.containsKey(key)) {
            put(key, value, origin);
            return;
          }
          boolean isGroup = defaults.keySet().stream().anyMatch(one -> one.startsWith(key + "."));
          if (!isGroup) {
            throw unknown(key, origin);
          }
          if (!(value instanceof ObjectNode group)) {
            throw new SettingException(
                "%s (%s) holds settings of its own; write them below it, such as %s"
                    .formatted(key, origin, first(key)));
          }
          overlay(key + ".", group, origin);
        });
  }

  /// Sets one key to what somebody wrote as plain text.
  void set(String key, String text, String origin) {
    JsonNode standard = defaults.get(key);
    if (standard == null) {
      int dot = key.lastIndexOf('.');
      JsonNode map = dot < 0 ? null : defaults.get(key.substring(0, dot));
      if (map instanceof ObjectNode) {
        ObjectNode grown = (ObjectNode) value(key.substring(0, dot)).deepCopy();
        grown.set(key.substring(dot + 1), parsed(key, text, origin));
        put(key.substring(0, dot), grown, origin);
        return;
      }
      throw unknown(key, origin);
    }
    if (standard.isString()) {
      put(key, SettingsJson.MAPPER.valueToTree(text), origin);
    } else if (standard.isArray() && !text.strip().startsWith("[")) {
      put(
          key,
          SettingsJson.MAPPER.valueToTree(
              Arrays.stream(text.split(","))
                  .map(String::strip)
                  .filter(one -> !one.isEmpty())
                  .toList()),
          origin);
    } else {
      put(key, parsed(key, text, origin), origin);
    }
  }

  private void put(String key, JsonNode value, String origin) {
    JsonNode standard = Objects.requireNonNull(defaults.get(key));
    boolean fits =
        standard.isObject()
            ? value.isObject()
            : standard.isArray() == value.isArray() && !value.isObject();
    if (!fits) {
      throw new SettingException(
          "%s (%s) must be %s"
              .formatted(key, origin, standard.isArray() ? "a list" : shape(standard)));
    }
    int dot = key.lastIndexOf('.');
    ObjectNode parent =
        dot < 0 ? tree : (ObjectNode) tree.at("/" + key.substring(0, dot).replace('.', '/'));
    parent.set(key.substring(dot + 1), key.equals(TEMPLATES) ? templates(value, origin) : value);
    origins.put(key, origin);
    Secrets.check(key, parent.get(key.substring(dot + 1)), origin);
  }

  private static String shape(JsonNode standard) {
    return standard.isObject() ? "a table of names and values" : "a single value";
  }

  private static JsonNode templates(JsonNode written, String origin) {
    var filled = SettingsJson.MAPPER.createArrayNode();
    for (JsonNode one : written) {
      if (!(one instanceof ObjectNode template)) {
        throw new SettingException(TEMPLATES + " (" + origin + ") must be a list of tables");
      }
      ObjectNode whole = (ObjectNode) SettingsJson.MAPPER.readTree(TEMPLATE);
      template.forEachEntry(
          (name, value) -> {
            if (!whole.has(name)) {
              throw new SettingException(
                  "there is no setting %s.%s (%s)%s"
                      .formatted(
                          TEMPLATES, name, origin, Nearest.hint(name, whole.propertyNames())));
            }
            whole.set(name, value);
          });
      filled.add(whole);
    }
    return filled;
  }

  private static JsonNode parsed(String key, String text, String origin) {
    try {
      JsonNode node = YAML.readTree(text);
      return node == null || node.isMissingNode() ? SettingsJson.MAPPER.nullNode() : node;
    } catch (JacksonException _) {
      // The cause would quote the value.
      throw new SettingException(
          key + " (" + origin + ") cannot be read; check its brackets and quotes");
    }
  }

  private SettingException unknown(String key, String origin) {
    return new SettingException(
        "there is no setting "
            + Plain.line(key, 80)
            + " ("
            + origin
            + ")"
            + Nearest.hint(key, keys()));
  }

  private String first(String group) {
    return keys().stream().filter(one -> one.startsWith(group + ".")).findFirst().orElse(group);
  }

  private static Map<String, JsonNode> leaves(ObjectNode node) {
    var leaves = new TreeMap<String, JsonNode>();
    collect("", node, leaves);
    return leaves;
  }

  // An empty table is a setting: its names are free.
  private static void collect(String prefix, ObjectNode node, Map<String, JsonNode> leaves) {
    node.forEachEntry(
        (name, value) -> {
          if (value instanceof ObjectNode group && !group.isEmpty()) {
            collect(prefix + name + ".", group, leaves);
          } else {
            leaves.put(prefix + name, value);
          }
        });
  }

  @Override
  public String toString() {
    return origins.entrySet().stream()
        .filter(origin -> !origin.getValue().equals(DEFAULT))
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", ", "SettingsTree[", "]"));
  }
}
