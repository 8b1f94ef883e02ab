package io.deepsearch4j.report;

import io.deepsearch4j.agent.RunSpec;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// How the agent was set, as keys and values: `agent.depth`, `agent.pace.read`, …
final class Settings {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .build();

  private Settings() {}

  static SortedMap<String, String> rows(RunSpec spec) {
    var rows = new TreeMap<String, String>();
    collect("agent", JSON.valueToTree(spec.config()), rows);
    return rows;
  }

  private static void collect(String key, JsonNode node, SortedMap<String, String> rows) {
    if (node.isObject()) {
      node.forEachEntry((name, value) -> collect(key + "." + name, value, rows));
      return;
    }
    rows.put(key, Clean.line(node.isString() ? node.asString() : node.toString(), Clean.REMARK));
  }
}
