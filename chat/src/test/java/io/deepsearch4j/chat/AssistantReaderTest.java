package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ToolCall.Parse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssistantReaderTest {
  private static final String CALL = "{\"name\":\"search\",\"arguments\":{\"q\":\"x\"}}";
  private static final String ARGUMENTS = "{\"q\":\"x\"}";

  private static final ChatRequest REQUEST =
      new ChatRequest(
          List.of(new Message.User("?")),
          List.of(
              new ToolSpec("search", "finds", "{\"type\":\"object\"}"),
              new ToolSpec("open", "opens", "{\"type\":\"object\"}")),
          Thinking.SLOW,
          Sampling.DEFAULT,
          "");

  private static Understood hermes(String text) {
    return Dialects.HERMES.parse(Written.raw(text), REQUEST);
  }

  private static Understood pangu(String text) {
    return Dialects.PANGU_V1.parse(Written.raw(text), REQUEST);
  }

  private static ToolCall only(Understood read) {
    assertThat(read.message().calls()).hasSize(1);
    return read.message().calls().getFirst();
  }

  @Test
  void takesTheServersCallsBeforeAnyInTheText() {
    var written =
        new Written(
            "so <tool_call>" + CALL + "</tool_call>",
            "",
            List.of(new Written.WireCall("id7", "open", "{\"url\":\"u\"}")));

    Understood read = Dialects.OPENAI.parse(written, REQUEST);

    assertThat(only(read)).isEqualTo(new ToolCall("id7", "open", "{\"url\":\"u\"}", Parse.STRICT));
    assertThat(read.message().text()).isEqualTo("so");
  }

  @Test
  void readsCallsBetweenItsOwnTagsStrictly() {
    Understood read =
        hermes("<think>hm</think>\nLooking.\n<tool_call>\n" + CALL + "\n</tool_call>");

    assertThat(only(read)).isEqualTo(new ToolCall("call_1_0", "search", ARGUMENTS, Parse.STRICT));
    assertThat(read.message().reasoning()).isEqualTo("hm");
    assertThat(read.message().text()).isEqualTo("Looking.");
    assertThat(read.remarks()).isEmpty();
  }

  @Test
  void readsPanguTurnsInBothForms() {
    String arrays =
        "[unused16]hm[unused17]So[unused11]["
            + CALL
            + ", {\"name\":\"open\",\"parameters\":{}}][unused12]";

    Understood read = pangu(arrays);

    assertThat(read.message().calls()).extracting(ToolCall::tool).containsExactly("search", "open");
    assertThat(read.message().reasoning()).isEqualTo("hm");
    assertThat(read.message().text()).isEqualTo("So");
    assertThat(only(pangu("[unused11]search|{\"q\":\"x\"}")))
        .isEqualTo(new ToolCall("call_1_0", "search", ARGUMENTS, Parse.STRICT));
    assertThat(only(pangu("<|tool_call_start|>[" + CALL + "]<|tool_call_end|>")).parse())
        .isEqualTo(Parse.STRICT);
  }

  @Test
  void takesForeignTagsForAFallback() {
    assertThat(only(pangu("<tool_call>" + CALL + "</tool_call>")).parse())
        .isEqualTo(Parse.FALLBACK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>I could <tool_call>%s</tool_call></think>No.",
        "I could <tool_call>%s</tool_call></think>No.",
        "<think>a<think>b</think><tool_call>%s</tool_call></think>No.",
        "[unused16]```json\n%s\n```[unused17]No."
      })
  void neverTakesAThoughtForACall(String text) {
    Understood read = hermes(text.formatted(CALL));

    assertThat(read.message().calls()).isEmpty();
    assertThat(read.message().text()).isEqualTo("No.");
    assertThat(read.message().reasoning()).contains("search");
  }

  @Test
  void takesAllForThinkingWhereItNeverCloses() {
    Understood read = hermes("<think>I could <tool_call>" + CALL + "</tool_call>");

    assertThat(read.message().calls()).isEmpty();
    assertThat(read.message().text()).isEmpty();
    assertThat(read.remarks()).anyMatch(remark -> remark.contains("never closed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Let me see.\n```json\n%s\n```",
        "```\n%s\n```\n",
        "I call %s now",
        "Calling: [%s]",
        "{\"note\": 1} and then %s"
      })
  void fallsBackToJsonThatNamesAKnownTool(String text) {
    assertThat(only(hermes(text.formatted(CALL))).arguments()).isEqualTo(ARGUMENTS);
    assertThat(only(hermes(text.formatted(CALL))).parse()).isEqualTo(Parse.FALLBACK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"erase\",\"arguments\":{}}",
        "The tool is {\"name\":\"search\"}",
        "[1] [2] {\"search\": true}",
        "```json\n{\"answer\":\"search\"}\n```"
      })
  void leavesOtherJsonInTheText(String text) {
    Understood read = hermes(text);

    assertThat(read.message().calls()).isEmpty();
    assertThat(read.message().text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<tool_call>{\"name\":\"search\",\"arguments\":{\"q\":\"x\",}}</tool_call>",
        "<tool_call>{'name':'search','arguments':{'q':'x'}}</tool_call>",
        "<tool_call>{\"name\":\"search\",\"arguments\":{\"q\":\"x",
        "<tool_call>{\"name\":\"search\",\"arguments\":{\"q\":\"x\"}}}</tool_call>",
        "<tool_call>```json\n{\"name\":\"search\",\"arguments\":{\"q\":\"x\"}}\n```</tool_call>",
        "{\"name\":\"search\",\"arguments\":{\"q\":\"x\"}"
      })
  void mendsJson(String text) {
    ToolCall call = only(hermes(text));

    assertThat(call.arguments()).isEqualTo(ARGUMENTS);
    assertThat(call.parse()).isEqualTo(Parse.REPAIRED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tool\":\"search\",\"args\":{\"q\":\"x\"}}",
        "{\"tool_name\":\"search\",\"parameters\":{\"q\":\"x\"}}",
        "{\"function\":\"search\",\"arguments\":\"{\\\"q\\\":\\\"x\\\"}\"}",
        "{\"type\":\"function\",\"function\":{\"name\":\"search\",\"arguments\":{\"q\":\"x\"}}}"
      })
  void knowsTheOtherNames(String json) {
    ToolCall call = only(hermes("<tool_call>" + json + "</tool_call>"));

    assertThat(call.tool()).isEqualTo("search");
    assertThat(call.arguments()).isEqualTo(ARGUMENTS);
    assertThat(call.parse()).isEqualTo(Parse.STRICT);
  }

  @Test
  void keepsABrokenCallAsItWas() {
    ToolCall call = only(hermes("<tool_call>{\"name\": \"search\", arguments(x)}</tool_call>"));

    assertThat(call.tool()).isEqualTo("search");
    assertThat(call.parse()).isEqualTo(Parse.BROKEN);
    assertThat(call.arguments()).contains("arguments(x)");
  }

  @Test
  void takesTheSameCallOnce() {
    String twice = "<tool_call>" + CALL + "</tool_call><tool_call>" + CALL + "</tool_call>";

    Understood read = hermes(twice);

    only(read);
    assertThat(read.remarks()).anyMatch(remark -> remark.contains("twice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<tool_call>%1$s</tool_call>\n<tool_response>42</tool_response> So 42. <tool_call>{\"name\":\"open\"}</tool_call>",
        "<tool_call>%1$s</tool_call>\nObservation: 42",
        "[unused11][%1$s][unused12][unused10][unused9]工具：42[unused10]",
        "```json\n%1$s\n```\nTool result: 42"
      })
  void cutsAnInventedResult(String text) {
    Understood read = hermes(text.formatted(CALL));

    assertThat(only(read).tool()).isEqualTo("search");
    assertThat(read.message().text()).doesNotContain("42");
    assertThat(read.remarks()).anyMatch(remark -> remark.contains("invented"));
  }

  @Test
  void givesIdsThatTheConversationHasNotSeen() {
    var before =
        new Message.Assistant("", "", List.of(new ToolCall("call_0", "open", "{}", Parse.STRICT)));
    var request =
        new ChatRequest(
            List.of(new Message.User("?"), before, new Message.ToolResult("call_0", "open", "ok")),
            REQUEST.tools(),
            Thinking.FAST,
            Sampling.DEFAULT,
            "");
    var written = new Written("", "", List.of(new Written.WireCall("call_0", "search", "{}")));

    Understood read = Dialects.OPENAI.parse(written, request);

    assertThat(only(read).id()).isEqualTo("call_3_0");
  }
}
