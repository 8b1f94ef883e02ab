package io.deepsearch4j.engine.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns JSON schemas into nodes of a grammar.
///
/// Every schema becomes a link at once and a node later, from a queue: neither recursion in the
/// schema nor its depth reaches the call stack. Not safe to share between threads.
final class SchemaCompiler {
  private static final int MOST_SCHEMAS = 20_000;
  private static final int MOST_VALUES = 4096;
  private static final int MOST_ALTERNATIVES = 256;
  private static final int MOST_HOPS = 8;
  private static final int MOST_PROPERTIES = 256;
  private static final Set<String> NARROWING =
      Set.of(
          "pattern",
          "format",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "uniqueItems",
          "contains",
          "minContains",
          "maxContains",
          "minProperties",
          "maxProperties",
          "patternProperties",
          "propertyNames",
          "dependentRequired",
          "dependentSchemas",
          "dependencies",
          "if",
          "then",
          "else",
          "not",
          "unevaluatedProperties",
          "unevaluatedItems",
          "contentEncoding",
          "contentMediaType");

  private final GrammarBuilder grammar;
  private final JsonNodes json;
  private final Set<String> ignored = new TreeSet<>();
  private final SchemaMerge merge = new SchemaMerge(ignored);
  private final IdentityHashMap<JsonNode, Node.Link> links = new IdentityHashMap<>();
  private final Deque<JsonNode> waiting = new ArrayDeque<>();
  private final Node.Link any;
  private JsonNode root = SchemaText.object();

  SchemaCompiler(GrammarBuilder grammar) {
    this.grammar = grammar;
    this.json = new JsonNodes(grammar);
    this.any = grammar.link();
    grammar.bind(any, grammar.choice(Keywords.ALL_TYPES.stream().map(this::ofType).toList()));
  }

  private Node ofType(String type) {
    return typed(new Keywords(SchemaText.object()), type);
  }

  Collection<String> ignored() {
    return ignored;
  }

  JsonNodes json() {
    return json;
  }

  /// The values that a whole schema allows; it may refer to itself with `#`.
  Node value(JsonNode whole) {
    return compiled(whole, whole);
  }

  /// Likewise, objects only.
  Node objectValue(JsonNode whole) {
    ObjectNode object = SchemaText.object();
    object.put("type", "object");
    return compiled(whole, narrowed(object, whole));
  }

  private Node compiled(JsonNode whole, JsonNode schema) {
    root = whole;
    Node value = schema(schema);
    while (!waiting.isEmpty()) {
      JsonNode next = waiting.remove();
      grammar.bind(Objects.requireNonNull(links.get(next)), compile(next));
    }
    return value;
  }

  private Node schema(JsonNode written) {
    JsonNode schema = written;
    for (int hops = 0; hops < MOST_HOPS && isReference(schema); hops++) {
      schema = SchemaText.resolve(root, schema.get("$ref"));
    }
    if (schema.isObject() && schema.isEmpty()) {
      return any;
    }
    Node.Link known = links.get(schema);
    if (known != null) {
      return known;
    }
    if (links.size() >= MOST_SCHEMAS) {
      throw new GrammarException(
          "the JSON schema unfolds into more than " + MOST_SCHEMAS + " parts; simplify it");
    }
    Node.Link link = grammar.link();
    links.put(schema, link);
    waiting.add(schema);
    return link;
  }

  /// Whether a schema is nothing but a reference. To follow some at once spares links, and so lets
  /// equal alternatives be one node.
  private static boolean isReference(JsonNode schema) {
    return schema.has("$ref")
        && schema.propertyNames().stream()
            .allMatch(key -> key.equals("$ref") || SchemaMerge.ANNOTATIONS.contains(key));
  }

  private Node compile(JsonNode schema) {
    if (schema.isBoolean()) {
      return schema.booleanValue() ? any : grammar.never();
    }
    if (!(schema instanceof ObjectNode object)) {
      throw new GrammarException(
          "a JSON schema is an object, true or false, not " + Keywords.shown(schema));
    }
    object.propertyNames().stream().filter(NARROWING::contains).forEach(ignored::add);
    if (isReference(object)) {
      return schema(object);
    }
    if (object.has("$ref") || object.has("allOf")) {
      return schema(merge.flat(object, root));
    }
    for (String either : List.of("anyOf", "oneOf")) {
      if (object.has(either)) {
        return alternatives(object, either);
      }
    }
    var keywords = new Keywords(object);
    Node value = plain(keywords);
    return keywords.isTrue("nullable") ? grammar.choice(value, grammar.literal("null")) : value;
  }

  private Node alternatives(ObjectNode schema, String either) {
    ObjectNode base = SchemaText.object();
    base.setAll(schema);
    base.remove(either);
    var alternatives = new ArrayList<Node>();
    for (JsonNode alternative : new LinkedHashSet<>(new Keywords(schema).list(either))) {
      alternatives.add(isOpen(base) ? schema(alternative) : schema(narrowed(base, alternative)));
    }
    requireAtMost(MOST_ALTERNATIVES, "alternatives", alternatives.size());
    return grammar.choice(alternatives);
  }

  /// Whether a schema says nothing that a grammar enforces.
  private static boolean isOpen(ObjectNode base) {
    return base.propertyNames().stream()
        .allMatch(key -> SchemaMerge.ANNOTATIONS.contains(key) || NARROWING.contains(key));
  }

  private static JsonNode narrowed(ObjectNode base, JsonNode alternative) {
    if (alternative.isBoolean()) {
      return alternative.booleanValue() ? base : alternative;
    }
    ObjectNode both = SchemaText.object();
    both.putArray("allOf").add(base).add(alternative);
    return both;
  }

  private Node plain(Keywords schema) {
    List<String> types = schema.types();
    if (schema.has("const")) {
      return values(List.of(schema.schema("const")), types);
    }
    if (schema.has("enum")) {
      return values(schema.list("enum"), types);
    }
    if (types.equals(Keywords.ALL_TYPES)) {
      return any;
    }
    return types.size() == 1
        ? typed(schema, types.getFirst())
        : grammar.choice(types.stream().map(type -> typed(schema, type)).toList());
  }

  private Node values(List<JsonNode> values, List<String> types) {
    requireAtMost(MOST_VALUES, "values", values.size());
    List<String> written =
        values.stream()
            .filter(value -> types.stream().anyMatch(type -> isOfType(value, type)))
            .map(SchemaText::write)
            .toList();
    return written.isEmpty() ? grammar.never() : grammar.oneOf(written);
  }

  private static boolean isOfType(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isString();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> throw new IllegalStateException("no type " + type);
    };
  }

  private Node typed(Keywords schema, String type) {
    return switch (type) {
      case "string" -> json.string(schema.least("minLength"), schema.most("maxLength"));
      case "number" -> json.number();
      case "integer" -> json.integer();
      case "boolean" -> grammar.oneOf(List.of("true", "false"));
      case "null" -> grammar.literal("null");
      case "array" -> array(schema);
      case "object" -> object(schema);
      default -> throw new IllegalStateException("no type " + type);
    };
  }

  private Node array(Keywords schema) {
    // Before the draft of 2020, a list of items was what is now prefixItems.
    boolean old = schema.schema("items").isArray();
    String items = old ? "additionalItems" : "items";
    List<Node> head =
        schema.list(old ? "items" : "prefixItems").stream().map(this::schema).toList();
    int most = schema.most("maxItems");
    if (schema.isFalse(items)) {
      most = Math.min(most, head.size());
    }
    return json.array(head, schemaOrAny(schema.schema(items)), schema.least("minItems"), most);
  }

  private Node schemaOrAny(JsonNode schema) {
    return schema.isMissingNode() ? any : schema(schema);
  }

  private Node object(Keywords schema) {
    var values = new LinkedHashMap<String, Node>();
    for (var property : schema.members("properties")) {
      values.put(property.getKey(), schema(property.getValue()));
    }
    boolean closed =
        schema.has("additionalProperties")
            ? schema.isFalse("additionalProperties")
            : !values.isEmpty();
    Node other = schemaOrAny(schema.schema("additionalProperties"));
    Set<String> required = schema.required();
    required.forEach(name -> values.putIfAbsent(name, other));
    requireAtMost(MOST_PROPERTIES, "properties", values.size());
    List<JsonNodes.Member> members =
        values.entrySet().stream()
            .map(
                entry ->
                    new JsonNodes.Member(
                        entry.getKey(), entry.getValue(), required.contains(entry.getKey())))
            .toList();
    return closed ? json.closedObject(members) : json.openObject(members, other);
  }

  private static void requireAtMost(int most, String what, int size) {
    if (size > most) {
      throw new GrammarException(
          "the JSON schema has %d %s in one place; at most %d are taken"
              .formatted(size, what, most));
    }
  }
}
