package io.deepsearch4j.report;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Takes out of settings what looks like a secret, before they leave this machine. Settings should
/// hold references (`${NAME}`) and no secret; this is the second lock on that door.
final class Redaction {
  private static final String HIDDEN = "(hidden)";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?:.*[-_.]|.*(?:api|access|auth))?(?:authori[sz]ation|keys?|tokens?|secrets?|passw(?:or)?d|cookies?|credentials?)");
  private static final Pattern USER_IN_ADDRESS = Pattern.compile("//[^/?#\\s@]*@");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "([?&;](?:[\\w.-]*(?:key|token|secret|passw|auth)[\\w.-]*)=)(?!\\$\\{)[^&;\\s\"]+",
          Pattern.CASE_INSENSITIVE);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Redaction() {}

  /// The same settings without secrets.
  static JsonNode of(JsonNode settings) {
    return of("", settings.deepCopy());
  }

  private static JsonNode of(String key, JsonNode node) {
    return switch (node) {
      case ObjectNode group -> {
        for (String name : group.propertyNames().toArray(String[]::new)) {
          group.set(name, of(name, group.get(name)));
        }
        yield group;
      }
      case ArrayNode list -> {
        for (int i = 0; i < list.size(); i++) {
          list.set(i, of(key, list.get(i)));
        }
        yield list;
      }
      case StringNode text -> StringNode.valueOf(text(key, text.asString()));
      default -> node;
    };
  }

  private static String text(String key, String text) {
    if (text.startsWith("{")) {
      return embedded(text);
    }
    boolean secret = SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).matches();
    if (secret && !text.isEmpty() && !REFERENCE.matcher(text).find()) {
      return HIDDEN;
    }
    String nameless = USER_IN_ADDRESS.matcher(text).replaceAll("//" + HIDDEN + "@");
    return SECRET_PARAMETER.matcher(nameless).replaceAll("$1" + HIDDEN);
  }

  /// The front door keeps its own settings as JSON within JSON.
  private static String embedded(String text) {
    try {
      return JSON.writeValueAsString(of("", JSON.readTree(text)));
    } catch (JacksonException _) {
      return HIDDEN;
    }
  }
}
