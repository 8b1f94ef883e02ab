package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import io.deepsearch4j.server.Settings;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The settings as they are shown to others than whoever wrote them: what is secret, or may hold a
/// secret, is left out.
final class ShownSettings {
  private static final int LONGEST = 2_000;

  private final SettingsTree settings;
  private final KnownSecrets secrets;
  private final Map<String, String> environment;

  ShownSettings(SettingsTree settings, KnownSecrets secrets, Map<String, String> environment) {
    this.settings = settings;
    this.secrets = secrets;
    this.environment = environment;
  }

  List<Settings.Setting> all() {
    return settings.keys().stream().map(this::shown).toList();
  }

  private Settings.Setting shown(String key) {
    JsonNode value = settings.value(key);
    String text = value.isString() ? value.asString() : value.toString();
    boolean secret = isSecret(key, text);
    return new Settings.Setting(
        key,
        secret ? "" : Plain.line(secrets.without(withoutParameters(text)), LONGEST),
        origin(settings.origins().getOrDefault(key, SettingsTree.DEFAULT)),
        secret,
        value.isContainer() ? !value.isEmpty() : !text.isEmpty());
  }

  // It holds the name of a variable; somebody may have put the key itself there.
  private boolean isSecret(String key, String text) {
    return key.equals("chat.key-name")
        ? !text.isEmpty() && !KnownSecrets.isVariable(text, environment)
        : Secrets.mayHold(key);
  }

  private static String withoutParameters(String text) {
    return text.replaceAll("((?:https?|jdbc):[^\\s\"?;]*)[?;][^\\s\"]*", "$1?…")
        .replaceAll("//[^/@\\s\"]*@", "//…@");
  }

  private static Settings.Origin origin(String written) {
    if (written.equals(SettingsTree.DEFAULT)) {
      return Settings.Origin.DEFAULT;
    }
    if (written.startsWith("--")) {
      return Settings.Origin.FLAG;
    }
    return written.matches("DEEPSEARCH_[A-Z0-9_]+")
        ? Settings.Origin.ENVIRONMENT
        : Settings.Origin.FILE;
  }
}
