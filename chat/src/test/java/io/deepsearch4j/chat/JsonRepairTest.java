package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRepairTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1,}                      § {"a":1}
          [1,2,]                        § [1,2]
          {'a':'it's'}                  § {"a":"it's"}
          {"a":"the "best" one"}        § {"a":"the \\"best\\" one"}
          {"a":True,"b":None,"c":False} § {"a":true,"b":null,"c":false}
          {"a":{"b":[1,{"c":"d           § {"a":{"b":[1,{"c":"d"}]}}
          {"a":1,"b                     § {"a":1}
          {"a":                         § {"a":null}
          {"a":[1}                      § {"a":[1]}
          {"a":1}}                      § {"a":1}
          {"a":"\\d+"}                  § {"a":"\\\\d+"}
          {"a":1} {"b":2}               § [{"a":1},{"b":2}]
          """)
  void mends(String broken, String mended) {
    assertThat(JsonRepair.mend(broken.strip()).map(Object::toString)).contains(mended.strip());
  }

  @Test
  void mendsLineBreaksInStrings() {
    assertThat(JsonRepair.mend("{\"a\":\"x\ny\tz\"}").map(Object::toString))
        .contains("{\"a\":\"x\\ny\\tz\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "{a:1}", "{\"a\" 1}", "{\"a\":wat}", "\"text\""})
  void givesUpWhereItWouldHaveToGuess(String hopeless) {
    assertThat(JsonRepair.mend(hopeless)).isEmpty();
  }

  @Test
  void givesUpOnDepthAndSize() {
    assertThat(JsonRepair.mend("[".repeat(100_000))).isEmpty();
    assertThat(JsonRepair.mend("[" + "1,".repeat(600_000))).isEmpty();
  }

  @Test
  void closesValidJsonCutAnywhere() {
    String whole =
        "{\"name\":\"search\",\"arguments\":{\"q\":\"a \\\"b\\\" \\u00e9\",\"n\":[1,2.5,true,null]}}";
    for (int cut = whole.indexOf("\"q\""); cut <= whole.length(); cut++) {
      String broken = whole.substring(0, cut);
      // A literal or number cut in two is a guess.
      if (broken.matches(".*(?:[tn]|tr|tru|nu|nul|2\\.)")) {
        continue;
      }
      assertThat(JsonRepair.mend(broken).map(json -> json.path("name").asString("")))
          .as(broken)
          .contains("search");
    }
  }

  @Test
  void survivesNoise() {
    var random = new SplittableRandom(3);
    String letters = "{}[]\"':,\\u0tfn 1.-e\n";
    for (int round = 0; round < 20_000; round++) {
      var noise = new StringBuilder("{");
      random
          .ints(random.nextInt(40), 0, letters.length())
          .forEach(i -> noise.append(letters.charAt(i)));

      JsonRepair.mend(noise.toString()).ifPresent(json -> assertThat(json.isContainer()).isTrue());
    }
  }
}
