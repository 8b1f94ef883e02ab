package io.deepsearch4j.engine.grammar;

/// Grammars of JSON texts that obey a schema.
///
/// Enforced are: `type` (one or several), `properties`, `required`, `additionalProperties`,
/// `items`, `prefixItems`, `minItems`, `maxItems`, `enum`, `const`, `minLength`, `maxLength`,
/// `anyOf` and `oneOf` (as alternatives), `allOf` of objects, `$ref` within the schema, `nullable`.
/// Keywords that only narrow further are left to whoever reads the JSON and listed by
/// [Grammar#ignored].
///
/// Narrower than the standard, because a model needs guidance and a walk must end: properties come
/// in the order of the schema; where properties are named, others come only if
/// `additionalProperties` is given; between symbols stands at most one space, or a new line and its
/// indent; numbers have at most 18 digits; JSON nests at most 32 levels deep.
public final class JsonGrammar {
  private JsonGrammar() {}

  /// @param schema JSON schema as text
  /// @throws GrammarException when the schema is broken, too large, or allows no value
  public static Grammar of(String schema) {
    var grammar = new GrammarBuilder();
    var compiler = new SchemaCompiler(grammar);
    Node root = compiler.value(SchemaText.parse(schema));
    return grammar.build(root, compiler.ignored());
  }
}
