package io.deepsearch4j.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server promises in its description. Every answer that a test gets is held against it.
final class Contract {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<URI, Contract> KNOWN = new ConcurrentHashMap<>();

  private final JsonNode root;

  private Contract(JsonNode root) {
    this.root = root;
  }

  static Contract of(URI address, HttpClient http) {
    return KNOWN.computeIfAbsent(
        address,
        server -> {
          try {
            var request = HttpRequest.newBuilder(server.resolve("/openapi.json")).build();
            return new Contract(
                JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body()));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        });
  }

  /// Throws if an answer is not as it was described.
  void check(String method, String path, int status, String mediaType, String body) {
    var found = new ArrayList<String>();
    root.path("paths")
        .forEachEntry(
            (template, methods) -> {
              String pattern = template.replaceAll("\\{[a-z_]+}", "[^/]+");
              if (path.matches(pattern) && methods.has(method)) {
                found.add(template);
              }
            });
    if (found.isEmpty()) {
      if (status < 400) {
        throw new AssertionError(method + " " + path + " is answered and not described");
      }
      return;
    }
    JsonNode responses = root.at(pointer(found.getFirst(), method)).path("responses");
    JsonNode response =
        responses.has(String.valueOf(status))
            ? responses.path(String.valueOf(status))
            : responses.path("default");
    if (status < 400 && !responses.has(String.valueOf(status))) {
      throw new AssertionError(
          method + " " + path + " answers " + status + ", which is not described");
    }
    String bare = mediaType.split(";", 2)[0];
    JsonNode content = response.path("content");
    if (content.isEmpty()) {
      return;
    }
    if (!content.has(bare) && !content.has("*/*")) {
      throw new AssertionError(
          method + " " + path + " answers " + bare + ", which is not described");
    }
    if (bare.endsWith("json") && content.has(bare)) {
      var troubles = new ArrayList<String>();
      check("", JSON.readTree(body), content.path(bare).path("schema"), troubles);
      if (!troubles.isEmpty()) {
        throw new AssertionError(method + " " + path + " breaks its schema: " + troubles);
      }
    }
  }

  private static String pointer(String template, String method) {
    return "/paths/" + template.replace("~", "~0").replace("/", "~1") + "/" + method;
  }

  private void check(String at, JsonNode value, JsonNode schema, List<String> troubles) {
    if (schema.has("$ref")) {
      check(at, value, root.at(schema.path("$ref").asString().substring(1)), troubles);
      return;
    }
    boolean fits =
        switch (schema.path("type").asString("")) {
          case "" -> true;
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isString();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          default -> false;
        };
    if (!fits) {
      troubles.add(at + " is no " + schema.path("type").asString());
      return;
    }
    if (schema.has("enum")
        && schema.path("enum").valueStream().noneMatch(one -> one.equals(value))) {
      troubles.add(at + " is " + value + ", which is not in its list");
    }
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asString())) {
        troubles.add(at + "." + name.asString() + " is missing");
      }
    }
    if (value.isObject() && schema.has("properties")) {
      value.forEachEntry(
          (name, one) -> {
            if (schema.path("properties").has(name)) {
              check(at + "." + name, one, schema.path("properties").path(name), troubles);
            } else {
              troubles.add(at + "." + name + " is not described");
            }
          });
    }
    if (value.isArray()) {
      value.forEach(one -> check(at + "[]", one, schema.path("items"), troubles));
    }
  }
}
