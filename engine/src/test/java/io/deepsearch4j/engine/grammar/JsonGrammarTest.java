package io.deepsearch4j.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonGrammarTest {
  private static final Walk WALK = new Walk(new ByteTokenizer("<end>", "<other>"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"type":"string"}                            | "a\\n\\u00e9 \\ud83d\\ude42 日本語"
          {"type":"string"}                            | ""
          {"type":"string","minLength":2}              | "日本"
          {"type":"string","maxLength":2}              | "🙂\\ud83d\\ude42"
          {"type":"integer"}                           | -120
          {"type":"number"}                            | -0.5e+10
          {"type":["integer","null"]}                  | null
          {"type":"boolean"}                           | false
          {}                                           | {"a":[1,{"b":null}],"c":"x"}
          true                                         | [[],{}]
          {"enum":["a","ab","b",1,null,{"x":1}]}       | "ab"
          {"enum":["a","ab","b",1,null,{"x":1}]}       | {"x":1}
          {"const":"only"}                             | "only"
          {"items":{"type":"integer"}}                 | [1, 2,\\n  3]
          {"items":{"type":"integer"},"minItems":2}    | [1,2]
          {"prefixItems":[{"const":1},{"const":2}]}    | [1,2,"x"]
          {"prefixItems":[{"const":1},{"const":2}]}    | [1]
          {"prefixItems":[{"const":1}],"items":false}  | [1]
          {"items":[{"const":1}]}                      | [1,true]
          {"anyOf":[{"type":"string"},{"const":12}]}   | 12
          {"oneOf":[{"type":"null"},{"items":{}}]}     | [[]]
          {"type":"string","nullable":true}            | null
          {"additionalProperties":{"type":"integer"}}  | {"x":1, "y":2}
          {"properties":{"a":{},"b":{}}}               | {"b":1}
          {"properties":{"a":{},"b":{}}}               | {}
          {"properties":{"a":{},"b":{}},"required":["b"]} | { "a": 1, "b": 2 }
          {"properties":{"a":{}},"additionalProperties":true} | {"a":1,"ab":2}
          {"required":["a"]}                           | {"a":1,"b":2}
          {"$ref":"#/$defs/x","$defs":{"x":{"const":1}}}  | 1
          {"properties":{"next":{"$ref":"#"}}}         | {"next":{"next":{}}}
          {"allOf":[{"properties":{"a":{}}},{"properties":{"b":{}},"required":["a"]}]} | {"a":1,"b":2}
          {"type":"object","properties":{"a":{},"b":{}},"anyOf":[{"required":["a"]},{"required":["b"]}]} | {"b":1}
          """)
  void takesWhatTheSchemaAllows(String schema, String json) {
    Grammar grammar = JsonGrammar.of(schema);

    assertThat(WALK.takes(grammar, json.replace("\\n ", "\n "))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          {"type":"string"}                            | 0 | 1
          {"type":"string"}                            | 2 | "\\x"
          {"type":"string"}                            | 6 | "\\ud80"
          {"type":"string"}                            | 4 | "\\udc00"
          {"type":"string"}                            | 9 | "\\ud800\\u0041"
          {"type":"string","minLength":2}              | 2 | "a"
          {"type":"string","maxLength":2}              | 3 | "abc"
          {"type":"integer"}                           | 1 | 01
          {"type":"integer"}                           | 1 | 1.0
          {"type":"number"}                            | 2 | 1..5
          {"type":"boolean"}                           | 0 | null
          {"enum":["a","ab"]}                          | 2 | "ac"
          {"items":{"type":"integer"},"minItems":2}    | 2 | [1]
          {"anyOf":[{"type":"string"},{"type":"null"}],"maxLength":1} | 2 | "ab"
          {"items":{"type":"integer"},"maxItems":2}    | 4 | [1,2,3]
          {"items":{"type":"integer"}}                 | 3 | [1,]
          {"prefixItems":[{"const":1}],"items":false}  | 2 | [1,1]
          {"properties":{"a":{},"b":{}}}               | 2 | {"c":1}
          {"properties":{"a":{},"b":{}}}               | 6 | {"b":1,"a":1}
          {"properties":{"a":{}},"required":["a"]}     | 1 | {}
          {"properties":{"a":{}},"additionalProperties":true} | 9 | {"a":1,"a":2}
          {"properties":{"a":{}},"additionalProperties":true} | 2 | {"\\u0061":1}
          {}                                           | 3 | [1   ,2]
          {}                                           | 2 | {   }
          {}                                           | 2 | [1}
          """)
  void refusesTheFirstWrongByte(String schema, int good, String json) {
    Grammar grammar = JsonGrammar.of(schema);

    int accepted = WALK.accepted(grammar, json.getBytes(StandardCharsets.UTF_8));

    assertThat(accepted).isEqualTo(good);
  }

  @Test
  void namesTheKeywordsThatItLeavesToTheReader() {
    Grammar grammar =
        JsonGrammar.of(
            """
            {"type":"object","properties":{"a":{"type":"string","pattern":"^x$"},
             "b":{"type":"integer","minimum":1,"description":"a minimum"}}}""");

    assertThat(grammar.ignored()).containsExactly("minimum", "pattern");
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    Grammar grammar = JsonGrammar.of("{\"type\":\"string\"}");

    assertThat(WALK.accepted(grammar, bytes('"', 0xC0))).isEqualTo(1);
    assertThat(WALK.accepted(grammar, bytes('"', 0xED, 0xA0))).isEqualTo(2);
    assertThat(WALK.accepted(grammar, bytes('"', 0xF4, 0x90))).isEqualTo(2);
    assertThat(WALK.accepted(grammar, bytes('"', 0xE6, 0x97, '"'))).isEqualTo(3);
    assertThat(WALK.accepted(grammar, bytes('"', 0x0A))).isEqualTo(1);
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
