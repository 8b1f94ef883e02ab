package io.deepsearch4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Sees to it that secrets are written `${NAME}` and nothing else, and puts in what the environment
/// holds at the last moment, on a copy that is neither stored nor printed.
final class Secrets {
  private static final List<String> SECRETS = List.of("store.password", "server.token");
  private static final String USERS = "server.users";
  private static final String SEARCH_TEMPLATES = "search.templates";
  private static final String TOOL_SERVERS = "mcp.servers";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final Pattern SECRET_NAME =
      Pattern.compile("authori[sz]ation|key|token|secret|passw|cookie|credential");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile(
          "[?&;](?:[\\w.-]*(?:key|token|secret|passw|auth)[\\w.-]*)=(?!\\$\\{)[^&;]",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_IN_ADDRESS = Pattern.compile("//[^/?#]*@");

  private Secrets() {}

  /// Whether the whole value of a key is a secret.
  static boolean isSecret(String key) {
    return SECRETS.contains(key);
  }

  /// Whether a value holds secrets, whole or in part, or is where people put them.
  static boolean mayHold(String key) {
    return isSecret(key)
        || key.equals(USERS)
        || key.equals(TOOL_SERVERS)
        || key.equals(SEARCH_TEMPLATES);
  }

  /// Whether what goes by a name is a secret by its looks.
  static boolean isSecretName(String name) {
    return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
  }

  /// The secrets in a value: those written there against all advice, and those of the variables it
  /// refers to.
  static List<String> within(String key, JsonNode value, Map<String, String> environment) {
    var found = new ArrayList<String>();
    referred(value, environment, found);
    if (isSecret(key) || key.equals(USERS)) {
      texts(value, found);
    }
    if (key.equals(SEARCH_TEMPLATES)) {
      for (JsonNode template : value) {
        texts(template.path("headers"), found);
        texts(template.path("body"), found);
      }
    }
    if (key.equals(TOOL_SERVERS)) {
      for (JsonNode server : value) {
        texts(server.path("token"), found);
        texts(server.path("env"), found);
        // The program's own name is no secret.
        server.path("command").valueStream().skip(1).forEach(one -> texts(one, found));
      }
    }
    return found;
  }

  private static void referred(
      JsonNode value, Map<String, String> environment, List<String> found) {
    if (value.isString()) {
      Matcher reference = REFERENCE.matcher(value.asString());
      while (reference.find()) {
        found.add(environment.getOrDefault(reference.group(1), ""));
      }
    }
    value.forEach(one -> referred(one, environment, found));
  }

  private static void texts(JsonNode value, List<String> found) {
    if (value.isString()) {
      found.add(value.asString());
    }
    value.forEach(one -> texts(one, found));
  }

  /// Throws if a value holds a secret in plain sight.
  static void check(String key, JsonNode value, String origin) {
    if (isSecret(key) && !isReferenceOrEmpty(value)) {
      throw plain(key, origin);
    }
    if (key.equals(USERS)) {
      value.forEachEntry(
          (name, token) -> {
            if (!isReferenceOrEmpty(token)) {
              throw plain(key + "." + name, origin);
            }
          });
    }
    if (key.equals(SEARCH_TEMPLATES)) {
      value.forEach(template -> checkTemplate(key, template, origin));
    }
    if (key.equals(TOOL_SERVERS)) {
      value.forEachEntry((name, server) -> checkToolServer(key + "." + name, server, origin));
    }
    if (value.isString()
        && (USER_IN_ADDRESS.matcher(value.asString()).find()
            || SECRET_PARAMETER.matcher(value.asString()).find())) {
      throw plain(key, origin);
    }
  }

  private static void checkTemplate(String key, JsonNode template, String origin) {
    template
        .path("headers")
        .forEachEntry(
            (name, value) -> {
              if (isSecretName(name) && !REFERENCE.matcher(value.asString("")).find()) {
                throw plain(key + ".headers." + name, origin);
              }
            });
    String url = template.path("url").asString("");
    if (SECRET_PARAMETER.matcher(url).find() || USER_IN_ADDRESS.matcher(url).find()) {
      throw plain(key + ".url", origin);
    }
  }

  private static void checkToolServer(String key, JsonNode server, String origin) {
    if (!isReferenceOrEmpty(server.path("token"))) {
      throw plain(key + ".token", origin);
    }
    server
        .path("env")
        .forEachEntry(
            (name, value) -> {
              if (isSecretName(name) && !isReferenceOrEmpty(value)) {
                throw plain(key + ".env." + name, origin);
              }
            });
    String url = server.path("url").asString("");
    if (SECRET_PARAMETER.matcher(url).find() || USER_IN_ADDRESS.matcher(url).find()) {
      throw plain(key + ".url", origin);
    }
  }

  private static boolean isReferenceOrEmpty(JsonNode value) {
    String text = value.asString("");
    return text.isEmpty() || REFERENCE.matcher(text).matches();
  }

  private static SettingException plain(String key, String origin) {
    return new SettingException(
        "%s (%s) holds a secret in plain sight; put it into an environment variable and write ${NAME}"
            .formatted(key, origin));
  }

  /// The tree with every reference replaced.
  static ObjectNode resolved(ObjectNode tree, Map<String, String> environment) {
    ObjectNode copy = tree.deepCopy();
    resolve("", copy, environment);
    return copy;
  }

  private static void resolve(String prefix, ObjectNode node, Map<String, String> environment) {
    for (String name : node.propertyNames().toArray(String[]::new)) {
      node.set(name, resolved(prefix + name, node.get(name), environment));
    }
  }

  private static JsonNode resolved(String key, JsonNode value, Map<String, String> environment) {
    return switch (value) {
      case ObjectNode group -> {
        resolve(key + ".", group, environment);
        yield group;
      }
      case ArrayNode list -> {
        for (int i = 0; i < list.size(); i++) {
          list.set(i, resolved(key, list.get(i), environment));
        }
        yield list;
      }
      case StringNode text -> StringNode.valueOf(resolved(key, text.asString(), environment));
      default -> value;
    };
  }

  private static String resolved(String key, String text, Map<String, String> environment) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            reference -> {
              String value = environment.get(reference.group(1));
              if (value == null) {
                throw new SettingException(
                    "%s refers to ${%s}, which the environment lacks; set %s or change the setting"
                        .formatted(key, reference.group(1), reference.group(1)));
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
