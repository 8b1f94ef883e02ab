package io.deepsearch4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads the fields of a request whose protocol is not ours: what is there must fit, what is
/// unknown is passed over.
final class Wire {
  private final JsonNode node;

  Wire(JsonNode node) {
    this.node = node;
  }

  JsonNode node() {
    return node;
  }

  Optional<JsonNode> field(String name) {
    JsonNode found = node.path(name);
    return found.isMissingNode() || found.isNull() ? Optional.empty() : Optional.of(found);
  }

  String text(String name, String otherwise) {
    return field(name).map(value -> text(name, value)).orElse(otherwise);
  }

  private static String text(String name, JsonNode value) {
    if (!value.isString()) {
      throw invalid(name + " must be a text");
    }
    return value.asString();
  }

  boolean flag(String name) {
    return field(name)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw invalid(name + " must be true or false");
              }
              return value.asBoolean();
            })
        .orElse(false);
  }

  long whole(String name, long otherwise) {
    return field(name)
        .map(
            value -> {
              if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw invalid(name + " must be a whole number");
              }
              return value.asLong();
            })
        .orElse(otherwise);
  }

  double number(String name, double otherwise) {
    return field(name)
        .map(
            value -> {
              if (!value.isNumber()) {
                throw invalid(name + " must be a number");
              }
              return value.asDouble();
            })
        .orElse(otherwise);
  }

  Wire object(String name) {
    return new Wire(
        field(name)
            .map(
                value -> {
                  if (!value.isObject()) {
                    throw invalid(name + " must be an object");
                  }
                  return value;
                })
            .orElseGet(Json.MAPPER::createObjectNode));
  }

  List<JsonNode> list(String name) {
    return field(name)
        .map(
            value -> {
              if (!value.isArray()) {
                throw invalid(name + " must be a list");
              }
              List<JsonNode> items = new ArrayList<>();
              value.forEach(items::add);
              return items;
            })
        .orElse(List.of());
  }

  static ProblemException invalid(String sentence) {
    return new ProblemException(Code.INVALID, sentence);
  }
}
