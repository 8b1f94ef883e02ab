package io.deepsearch4j.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class HostileSchemaTest {
  private static final Walk WALK = new Walk(new ByteTokenizer("<end>"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"$ref":"#"}                                    | allows no value
          {"anyOf":[{"$ref":"#"},{"$ref":"#"}]}           | allows no value
          {"properties":{"a":{"$ref":"#"}},"required":["a"]} | allows no value
          {"items":{"$ref":"#"},"minItems":1}             | allows no value
          {"allOf":[{"$ref":"#"},{"type":"string"}]}      | never ends joining
          {"type":"string","minLength":1000000000}        | allows no value
          {"items":{},"minItems":1e18}                    | allows no value
          {"items":{"items":{"items":{},"minItems":1000},"minItems":1000},"minItems":1000} | allows no value
          {"type":"string","minLength":5,"maxLength":4}   | allows no value
          {"properties":{"a":{}},"required":["b"],"additionalProperties":false} | allows no value
          {"type":"string","enum":[1,2]}                  | allows no value
          {"enum":[]}                                     | allows no value
          {"anyOf":[]}                                    | allows no value
          false                                           | allows no value
          {"$ref":"#/$defs/x"}                            | refers to "#/$defs/x", which is not in it
          {"$ref":"https://x.example/schema"}             | refers to "https://x.example/schema"
          {"$ref":"#%ZZ"}                                 | refers to "#%ZZ"
          {"$ref":7}                                      | refers to
          {"type":"text"}                                 | type in a JSON schema is one of
          {"type":7}                                      | object, not 7
          {"type":"string","minLength":-1}                | minLength in a JSON schema
          {"type":"string","maxLength":"9"}               | maxLength in a JSON schema
          {"properties":{"a":5}}                          | is an object, true or false, not 5
          [1]                                             | is an object, true or false, not [1]
          ''                                              | is empty
          {"type":                                        | is not JSON
          {} {}                                           | is not JSON
          """)
  void aBrokenOrUnsatisfiableSchemaIsRefusedWithASentence(String schema, String sentence) {
    assertThatThrownBy(() -> JsonGrammar.of(schema))
        .isInstanceOf(GrammarException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aSchemaOfManyMegabytesIsRefused() {
    String schema = "{\"description\":\"" + "x".repeat(10 << 20) + "\"}";

    assertRefused(schema, "characters; at most 1048576 are read");
  }

  @Test
  void aSchemaTenThousandLevelsDeepIsRefused() {
    String schema = "{\"items\":".repeat(10_000) + "{}" + "}".repeat(10_000);

    assertRefused(schema, "is not JSON of at most 200 levels");
  }

  @Test
  void aHundredThousandValuesAreRefused() {
    String schema = "{\"enum\":" + numbers(100_000) + "}";

    assertRefused(schema, "100000 values in one place");
  }

  @Test
  void moreNodesThanFitAreRefused() {
    String property = "{\"type\":\"object\",\"properties\":{%s}}";
    String inner =
        IntStream.range(0, 200)
            .mapToObj(i -> "\"p" + i + "\":{\"const\":0}")
            .collect(Collectors.joining(","));
    String schema =
        IntStream.range(0, 250)
            .mapToObj(i -> "\"q" + i + "\":" + property.formatted(inner))
            .collect(Collectors.joining(",", "{\"properties\":{", "}}"));

    assertRefused(schema, "needs a grammar of more than 100000 parts");
  }

  @Test
  void alternativesThatMultiplyWithoutEndAreRefused() {
    String schema =
        """
        {"type":"object","anyOf":[{"$ref":"#"},{"$ref":"#/$defs/x"}],
         "$defs":{"x":{"type":"object","anyOf":[{"$ref":"#"},{"$ref":"#/$defs/x"}]}}}""";

    assertThatThrownBy(() -> JsonGrammar.of(schema)).isInstanceOf(GrammarException.class);
  }

  @Test
  void aLongChainOfReferencesIsFollowed() {
    String schema =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"d" + i + "\":{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}")
            .collect(
                Collectors.joining(
                    ",", "{\"$ref\":\"#/$defs/d0\",\"$defs\":{", ",\"d10000\":{\"const\":7}}}"));

    assertThat(WALK.takes(JsonGrammar.of(schema), "7")).isTrue();
  }

  @Test
  void valuesThatBeginAlikeAreNoBurden() {
    String schema =
        IntStream.rangeClosed(1, 1000)
            .mapToObj(i -> "\"" + "a".repeat(i) + "\"")
            .collect(Collectors.joining(",", "{\"enum\":[", "]}"));

    assertThat(WALK.takes(JsonGrammar.of(schema), "\"" + "a".repeat(999) + "\"")).isTrue();
  }

  @Test
  void valuesNestNoDeeperThanALimitAndCanStillBeClosedThere() {
    Grammar grammar = JsonGrammar.of("{}");
    Constraint constraint = WALK.begin(grammar);
    for (int i = 0; i < Measures.DEEPEST; i++) {
      constraint.accept('[');
    }

    assertThat(WALK.takes(grammar, "[".repeat(Measures.DEEPEST) + "]".repeat(Measures.DEEPEST)))
        .isTrue();
    assertThatThrownBy(() -> constraint.accept('[')).isInstanceOf(IllegalArgumentException.class);
    assertThat(constraint.closing()).isNotEmpty();
  }

  @Test
  void alternativesThatReadAlikeDoNotMultiply() {
    String schema =
        """
        {"anyOf":[{"type":"array","items":{"$ref":"#"}},
                  {"type":"array","items":{"$ref":"#"},"minItems":0},
                  {"type":"integer"}]}""";

    String written = WALK.random(JsonGrammar.of(schema), new SplittableRandom(3), 200);

    assertThat(WALK.takes(JsonGrammar.of(schema), "[".repeat(20) + "1" + "]".repeat(20))).isTrue();
    assertThat(written).isNotEmpty();
  }

  @Test
  void aSchemaWithWrongValuesAnywhereIsTakenOrRefusedWithASentence() {
    var random = new SplittableRandom(9);
    List<String> wrong =
        List.of(
            "null",
            "true",
            "7",
            "-1",
            "1.5",
            "1e999",
            "\"x\"",
            "\"#\"",
            "[]",
            "[[]]",
            "{}",
            "[{}]",
            "[null]",
            "{\"a\":null}",
            "99999999999999999999");
    for (int i = 0; i < 3000; i++) {
      String schema = new RandomSchema(random).next().toString();
      List<Integer> colons =
          IntStream.range(0, schema.length())
              .filter(at -> schema.charAt(at) == ':')
              .boxed()
              .toList();
      int from = colons.get(random.nextInt(colons.size())) + 1;
      int to = valueEnd(schema, from);
      String broken =
          schema.substring(0, from)
              + wrong.get(random.nextInt(wrong.size()))
              + schema.substring(to);

      assertThat(catchThrowable(() -> JsonGrammar.of(broken)))
          .as(broken)
          .satisfiesAnyOf(
              thrown -> assertThat(thrown).isNull(),
              thrown -> assertThat(thrown).isInstanceOf(GrammarException.class));
    }
  }

  /// Where the JSON value ends that begins here; a colon inside a string makes broken JSON.
  private static int valueEnd(String json, int from) {
    int depth = 0;
    for (int at = from; at < json.length(); at++) {
      char next = json.charAt(at);
      if (depth == 0 && (next == ',' || next == '}' || next == ']')) {
        return at;
      }
      depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
    }
    return json.length();
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static void assertRefused(String schema, String sentence) {
    assertThatThrownBy(() -> JsonGrammar.of(schema))
        .isInstanceOf(GrammarException.class)
        .hasMessageContaining(sentence);
  }
}
