package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunSpec;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What was asked for beside the question: where to look, with which settings. It is stored with
/// the run as its wiring, so that any process can equip the run in the same way, and holds
/// references to secrets but no secret.
record Errand(String format, Sources sources, ObjectNode settings) {
  static final String FORMAT = "deepsearch4j/errand/1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  Errand {
    Objects.requireNonNull(sources);
    Objects.requireNonNull(settings);
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "the run was wired by another version (" + format + "); ask its question again");
    }
  }

  Errand(Sources sources, SettingsTree settings) {
    this(FORMAT, sources, storable(settings.tree()));
  }

  // What a run may start or call is the business of the process that works on it.
  private static ObjectNode storable(ObjectNode settings) {
    settings.remove("mcp");
    return settings;
  }

  static Errand of(RunSpec spec) {
    try {
      return JSON.readValue(spec.wiring(), Errand.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the run was not started from the command line; resume it where it was started", e);
    }
  }

  String json() {
    return JSON.writeValueAsString(this);
  }

  Config config(Map<String, String> environment) {
    return ConfigLoader.config(SettingsTree.of(settings, "the stored run"), environment);
  }
}
