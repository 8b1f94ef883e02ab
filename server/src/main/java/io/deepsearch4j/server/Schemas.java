package io.deepsearch4j.server;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON schemas of the records that travel, each under its name. Not safe to share.
final class Schemas {
  private final ObjectNode all = Json.MAPPER.createObjectNode();

  /// All schemas that were asked for, and those that they refer to.
  ObjectNode all() {
    return all;
  }

  /// The schema of a type, or a reference to it.
  ObjectNode of(Type type) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    switch (type) {
      case ParameterizedType list -> {
        schema.put("type", "array");
        schema.set("items", of(list.getActualTypeArguments()[0]));
      }
      case Class<?> one when one == Route.Anything.class -> {}
      case Class<?> one when one.isEnum() -> {
        ArrayNode words = schema.put("type", "string").putArray("enum");
        Arrays.stream(one.getEnumConstants())
            .forEach(constant -> words.add(constant.toString().toLowerCase(Locale.ROOT)));
      }
      case Class<?> one when one.isRecord() -> {
        define(one);
        schema.put("$ref", "#/components/schemas/" + one.getSimpleName());
      }
      case Class<?> one -> simple(one, schema);
      default -> throw new IllegalArgumentException("no schema for " + type);
    }
    return schema;
  }

  private static void simple(Class<?> one, ObjectNode schema) {
    if (one == String.class) {
      schema.put("type", "string");
    } else if (one == boolean.class || one == Boolean.class) {
      schema.put("type", "boolean");
    } else if (List.of(int.class, Integer.class, long.class, Long.class).contains(one)) {
      schema.put("type", "integer");
    } else if (List.of(double.class, Double.class, BigDecimal.class).contains(one)) {
      schema.put("type", "number");
    } else if (one == Instant.class) {
      schema.put("type", "string").put("format", "date-time");
    } else if (one == URI.class) {
      schema.put("type", "string").put("format", "uri");
    } else {
      throw new IllegalArgumentException("no schema for " + one);
    }
  }

  private void define(Class<?> shape) {
    if (all.has(shape.getSimpleName())) {
      return;
    }
    ObjectNode schema = all.putObject(shape.getSimpleName());
    schema.put("type", "object").put("additionalProperties", false);
    ArrayNode required = schema.putArray("required");
    ObjectNode properties = schema.putObject("properties");
    for (RecordComponent component : shape.getRecordComponents()) {
      String name = snakeCase(component.getName());
      // A stored step is sent as it was stored.
      boolean raw = component.getAccessor().isAnnotationPresent(JsonRawValue.class);
      properties.set(name, raw ? Json.MAPPER.createObjectNode() : of(component.getGenericType()));
      if (!isNullable(component.getAnnotatedType())) {
        required.add(name);
      }
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }
}
