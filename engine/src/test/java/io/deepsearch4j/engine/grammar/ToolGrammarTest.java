package io.deepsearch4j.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.grammar.ReplyRules.Calls;
import io.deepsearch4j.engine.grammar.ReplyRules.Thought;
import io.deepsearch4j.engine.grammar.ReplyRules.Tool;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ToolGrammarTest {
  private static final ByteTokenizer PANGU =
      new ByteTokenizer(
          "<end>", "[unused11]", "[unused12]", "[unused16]", "[unused17]", "[unused9]");
  private static final ByteTokenizer PLAIN = new ByteTokenizer("<end>");
  private static final ByteTokenizer HERMES =
      new ByteTokenizer("<end>", "<tool_call>", "</tool_call>", "<think>", "</think>");

  private static final String SEARCH =
      """
      {"type":"object","properties":{"query":{"type":"string"},"count":{"type":"integer"}},
       "required":["query"]}""";
  private static final List<Tool> TOOLS =
      List.of(
          new Tool("search", SEARCH),
          new Tool(
              "open", "{\"properties\":{\"url\":{\"type\":\"string\"}},\"required\":[\"url\"]}"),
          new Tool("look", "{}"));

  private static final String CALL = "{\"name\":\"search\",\"arguments\":{\"query\":\"x\"}}";
  private static final String OPEN =
      "{\"name\": \"open\", \"arguments\": {\"url\": \"https://a.example/\"}}";

  @Test
  void takesTextAndThenAnArrayOfCallsBetweenSpecialTokens() {
    Grammar grammar = grammar(ReplyFormat.PANGU, PANGU, Calls.OPTIONAL);

    assertThat(takes(PANGU, grammar, "I search. [unused11][" + CALL + ", " + OPEN + "][unused12]"))
        .isTrue();
    assertThat(takes(PANGU, grammar, "[unused11][\n  " + OPEN + "\n][unused12]")).isTrue();
    assertThat(takes(PANGU, grammar, "It is 42.")).isTrue();
    assertThat(takes(PANGU, grammar, "")).isTrue();
  }

  @Test
  void takesCallsInTagsOfTheirOwnSpelledOrSpecial() {
    for (ByteTokenizer tokenizer : List.of(PLAIN, HERMES)) {
      Grammar grammar = grammar(ReplyFormat.HERMES, tokenizer, Calls.OPTIONAL);

      assertThat(
              takes(
                  tokenizer,
                  grammar,
                  "a < b\n<tool_call>\n"
                      + CALL
                      + "\n</tool_call>\n<tool_call>\n"
                      + OPEN
                      + "\n</tool_call>"))
          .isTrue();
      assertThat(takes(tokenizer, grammar, "<tool_cal is no call, nor is <tool")).isTrue();
      assertThat(takes(tokenizer, grammar, "<tool_call>" + CALL + "</tool_call> and then"))
          .isFalse();
    }
  }

  @Test
  void refusesTheFirstWrongByteOfACallHoweverItsTagWasWritten() {
    Grammar spelled = grammar(ReplyFormat.HERMES, HERMES, Calls.OPTIONAL);
    Walk walk = new Walk(HERMES);

    assertThat(refused(walk, spelled, "<<tool_call>\n{\"name\":\"find\"")).isEqualTo("f");
    assertThat(refused(walk, spelled, "<tool_call>\nsearch")).isEqualTo("s");
    assertThat(refused(walk, spelled, "<tool_call>{\"name\":\"look\",\"arguments\":1"))
        .isEqualTo("1");
    assertThat(refused(walk, spelled, "<tool_call>{\"name\":\"open\",\"arguments\":{\"query\""))
        .isEqualTo("q");
    assertThat(refused(walk, spelled, "<tool_call>" + CALL + "x")).isEqualTo("x");
  }

  @Test
  void acceptsNoTokenThatLeadsFromTextIntoAMalformedCall() {
    var tokenizer = new ByteTokenizer(List.of("<tool_call>\n{\"n", "<tool_call>\n{\"x"), "<end>");
    Grammar grammar = grammar(ReplyFormat.HERMES, tokenizer, Calls.OPTIONAL);
    var allowed = new BitSet();

    new Walk(tokenizer).begin(grammar).allowed(allowed);

    assertThat(allowed.get(256)).isTrue();
    assertThat(allowed.get(257)).isFalse();
  }

  @Test
  void insideAMarkExactlyTheTokensAreAllowedThatCanBeAccepted() {
    var tokenizer =
        new ByteTokenizer(
            List.of(
                "<tool",
                "_call>",
                "tool_call>",
                "x<",
                "<<",
                "<th",
                "hink>",
                "ink> a",
                "/think",
                "[un",
                "used11",
                "unused12",
                "]]",
                "_c",
                "ol_calls",
                "|tool",
                "call_start|",
                " the",
                "t"),
            "<end>");
    Grammar grammar = grammar(ReplyFormat.HERMES, tokenizer, Calls.OPTIONAL);
    Walk walk = new Walk(tokenizer);
    var allowed = new BitSet();
    for (String written :
        List.of("<tool_call", "</think", "a<|tool_call_start|", "<<th", "[unused1")) {
      Constraint constraint = walk.begin(grammar);
      for (byte value : bytes(written)) {
        constraint.accept(value);
        constraint.allowed(allowed);
        for (int token = 0; token < tokenizer.size(); token++) {
          assertThat(Walk.accepts(constraint, token)).isEqualTo(allowed.get(token));
        }
      }
    }
  }

  @Test
  void marksOfOtherFamiliesCannotBeSpelledInText() {
    Walk walk = new Walk(PANGU);
    Grammar grammar = grammar(ReplyFormat.PANGU, PANGU, Calls.OPTIONAL);

    for (String mark : List.of("<tool_call>", "<|tool_call_start|>", "</think>", "[unused17]")) {
      assertThat(refused(walk, grammar, "see " + mark)).isIn(">", "]");
    }
    assertThat(walk.accepted(grammar, bytes("<tool_calls> [unused18]"))).isEqualTo(23);
  }

  @Test
  void specialTokensAreRefusedUnlessTheGrammarNamesThem() {
    Grammar grammar = grammar(ReplyFormat.PANGU, PANGU, Calls.OPTIONAL);
    var allowed = new BitSet();

    new Walk(PANGU).begin(grammar).allowed(allowed);

    assertThat(specials(allowed)).containsExactly("<end>", "[unused11]");
  }

  @Test
  void aRequiredCallMustComeBeforeTheEnd() {
    Grammar grammar = grammar(ReplyFormat.PANGU, PANGU, Calls.REQUIRED);
    var allowed = new BitSet();

    Constraint constraint = new Walk(PANGU).begin(grammar);
    constraint.allowed(allowed);

    assertThat(constraint.mayEnd()).isFalse();
    assertThat(specials(allowed)).containsExactly("[unused11]");
    assertThat(takes(PANGU, grammar, "So: [unused11][" + CALL + "][unused12]")).isTrue();
  }

  @Test
  void aForbiddenCallCannotBegin() {
    Grammar grammar = grammar(ReplyFormat.HERMES, HERMES, Calls.FORBIDDEN);

    assertThat(takes(HERMES, grammar, "plain text")).isTrue();
    assertThat(takes(HERMES, grammar, "<tool_call>")).isFalse();
    assertThat(refused(new Walk(HERMES), grammar, "<tool_call>")).isEqualTo(">");
  }

  @Test
  void noCallBeginsInAThoughtAndNoReplyEndsInIt() {
    Grammar grammar =
        ToolGrammar.of(
            ReplyRules.text(ReplyFormat.PANGU)
                .withThought(Thought.OPTIONAL)
                .withTools(TOOLS, Calls.OPTIONAL),
            PANGU);

    assertThat(takes(PANGU, grammar, "[unused16]hm[unused17]ok[unused11][" + CALL + "][unused12]"))
        .isTrue();
    assertThat(takes(PANGU, grammar, "[unused16][unused17]")).isTrue();
    assertThat(takes(PANGU, grammar, "[unused16]hm")).isFalse();
    assertThat(takes(PANGU, grammar, "[unused16]hm[unused11][" + CALL)).isFalse();
    assertThat(takes(PANGU, grammar, "ok[unused16]hm[unused17]")).isFalse();
  }

  @Test
  void aThoughtThatThePromptBeganIsEndedFirst() {
    Grammar grammar =
        ToolGrammar.of(
            ReplyRules.text(ReplyFormat.HERMES)
                .withThought(Thought.BEGUN)
                .withSchema("{\"const\":{\"a\":1}}"),
            PLAIN);

    assertThat(takes(PLAIN, grammar, "say <tool_call>?\n</think>\n\n{\"a\":1}")).isTrue();
    assertThat(takes(PLAIN, grammar, "{\"a\":1}")).isFalse();
  }

  @Test
  void aReplyUnderASchemaIsJsonOrCalls() {
    Grammar grammar =
        ToolGrammar.of(
            ReplyRules.text(ReplyFormat.PANGU)
                .withTools(TOOLS, Calls.OPTIONAL)
                .withSchema("{\"type\":\"boolean\"}"),
            PANGU);

    assertThat(takes(PANGU, grammar, "true")).isTrue();
    assertThat(takes(PANGU, grammar, "\n\n true")).isTrue();
    assertThat(takes(PANGU, grammar, "[unused11][" + CALL + "][unused12]")).isTrue();
    assertThat(takes(PANGU, grammar, "well: true")).isFalse();
  }

  @Test
  void whateverIsChosenTheCallsAreWellFormed() {
    var random = new SplittableRandom(5);
    Walk walk = new Walk(PANGU);
    Grammar grammar = grammar(ReplyFormat.PANGU, PANGU, Calls.REQUIRED);
    int open = PANGU.special("[unused11]").orElseThrow();
    for (int i = 0; i < 60; i++) {
      Constraint begun = walk.after(grammar, 'o', 'k', open);
      String written = walk.random(begun, random, begun.closing().length + random.nextInt(150));

      assertThat(written).endsWith("[unused12]");
      JsonNode calls =
          JsonMapper.shared()
              .readTree(written.substring(0, written.length() - "[unused12]".length()));

      assertThat(calls.isArray()).isTrue();
      calls.forEach(ToolGrammarTest::isWellFormed);
    }
  }

  private static void isWellFormed(JsonNode call) {
    assertThat(call.propertyNames()).containsExactly("name", "arguments");
    Tool tool =
        TOOLS.stream()
            .filter(each -> each.name().equals(call.get("name").stringValue()))
            .findFirst()
            .orElseThrow();
    assertThat(call.get("arguments").isObject()).isTrue();
    assertThat(new SchemaCheck(SchemaText.parse(tool.arguments())).holds(call.get("arguments")))
        .isTrue();
  }

  @Test
  void theErrorNamesTheToolWhoseSchemaIsBroken() {
    var rules =
        ReplyRules.text(ReplyFormat.PANGU)
            .withTools(List.of(new Tool("search", "{\"type\":")), Calls.OPTIONAL);

    assertThatThrownBy(() -> ToolGrammar.of(rules, PANGU))
        .isInstanceOf(GrammarException.class)
        .hasMessageStartingWith("tool search: the JSON schema is not JSON");
  }

  private static Grammar grammar(ReplyFormat format, ByteTokenizer tokenizer, Calls calls) {
    return ToolGrammar.of(ReplyRules.text(format).withTools(TOOLS, calls), tokenizer);
  }

  /// Whether a reply is taken in which special tokens are spelled out.
  private static boolean takes(ByteTokenizer tokenizer, Grammar grammar, String text) {
    return new Walk(tokenizer).takes(grammar, tokenizer.encodeWithSpecials(text));
  }

  /// The first refused character of a text written byte by byte.
  private static String refused(Walk walk, Grammar grammar, String text) {
    byte[] bytes = bytes(text);
    int at = walk.accepted(grammar, bytes);
    return new String(Arrays.copyOfRange(bytes, at, at + 1), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> specials(BitSet allowed) {
    return IntStream.range(0, PANGU.size())
        .filter(token -> PANGU.isSpecial(token) && allowed.get(token))
        .mapToObj(PANGU::describe)
        .toList();
  }
}
