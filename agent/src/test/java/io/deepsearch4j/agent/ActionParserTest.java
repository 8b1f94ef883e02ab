package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.chat.ToolCall;
import io.deepsearch4j.chat.Usage;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionParserTest {

  @Test
  void namesOfOtherAgentsAreUnderstoodAndNoted() {
    ActionParser.Parsed search = parse("search", "{\"q\":\"tower\"}");
    ActionParser.Parsed ask =
        parse("document_qa", "{\"tasks\":[{\"doc_id\":\"P1\",\"goal\":\"How high?\"}]}");

    assertThat(search.action()).isEqualTo(new Action.Search(List.of("tower"), ""));
    assertThat(search.remarks())
        .containsExactly("The argument q of batch_web_search was taken for queries.");
    assertThat(ask.action())
        .isEqualTo(new Action.AskDocument(List.of(new Action.Ask("P1", "How high?"))));
  }

  @Test
  void aSingleUnknownNameMustMeanTheOneThingThatIsNeeded() {
    assertThat(parse("url_crawler", "{\"address\":\"https://a.example/\"}").action())
        .isEqualTo(new Action.Open(List.of(URI.create("https://a.example/"))));
    assertThat(parse("url_crawler", "{\"a\":\"https://a.example/\",\"b\":\"c\"}").action())
        .isInstanceOf(Action.Invalid.class);
  }

  @Test
  void aRightNameIsNeverReplacedByAWrongOne() {
    ActionParser.Parsed parsed =
        parse("batch_web_search", "{\"q\":\"other\",\"queries\":[\"tower\"]}");

    assertThat(parsed.action()).isEqualTo(new Action.Search(List.of("tower"), ""));
    assertThat(parsed.remarks()).isEmpty();
  }

  @Test
  void aListWrittenAsTextIsAList() {
    assertThat(parse("batch_web_search", "{\"queries\":\"['a tower', 'a bridge']\"}").action())
        .isEqualTo(new Action.Search(List.of("a tower", "a bridge"), ""));
  }

  @Test
  void anotherSpellingIsTheSameName() {
    assertThat(
            parse("table_query", "{\"page\":\"P1\",\"table\":\"t1\",\"groupBy\":\"Segment\"}")
                .action())
        .isEqualTo(
            new Action.QueryTable("P1", "t1", List.of(), List.of(), "Segment", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"NaN\"", "\"Infinity\"", "-1e400", "1e400", "\"high\"", "null", "[]", "{}"})
  void anOddConfidenceIsStillAConfidence(String confidence) {
    Action action =
        parse("final_answer", "{\"answer\":\"330 m\",\"confidence\":" + confidence + "}").action();

    assertThat(action)
        .isInstanceOfSatisfying(
            Action.Finish.class,
            finish -> assertThat(finish.draft().confidence()).isBetween(0.0, 1.0));
  }

  @Test
  void aConfidenceBelowOneIsAShare() {
    assertThat(parse("final_answer", "{\"answer\":\"330 m\",\"confidence\":0.9}").action())
        .isInstanceOfSatisfying(
            Action.Finish.class,
            finish -> assertThat(finish.draft().confidence()).isEqualTo(0.9));
  }

  @Test
  void deeplyNestedArgumentsAreInvalid() {
    String deep = "{\"queries\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";

    assertThat(parse("batch_web_search", deep).action()).isInstanceOf(Action.Invalid.class);
  }

  @Test
  @Timeout(10)
  void hostileTextsAreCutAndParsedInTime() {
    String spaces = " ".repeat(150_000);
    String brackets = "[".repeat(150_000);

    assertThat(parse("batch_web_search", "{\"queries\":[\"" + "x".repeat(150_000) + "\"]}").action())
        .isInstanceOfSatisfying(
            Action.Search.class,
            search -> assertThat(search.queries().getFirst()).hasSizeLessThan(5_000));
    for (String text : List.of(spaces + "x", brackets + "x", "E1 " + brackets + spaces)) {
      assertThat(parse("final_answer", "{\"answer\":\"a\",\"explanation\":\"" + text + "\"}").action())
          .isInstanceOf(Action.Finish.class);
    }
  }

  @Test
  void aReplyIsCutToWhatATurnMayBe() {
    var calls = new ArrayList<ToolCall>();
    for (int i = 0; i < 1_000; i++) {
      calls.add(ScriptedChatModel.call("c" + i, "batch_web_search", "{\"queries\":[\"a\"]}"));
    }
    calls.set(0, ScriptedChatModel.call("c0", "reflect", "{\"content\":\"" + "x".repeat(10_000_000)));
    var reply =
        new Reply(
            new Message.Assistant("", "", calls),
            Reply.Finish.TOOL_CALLS,
            Usage.NONE,
            "m",
            false,
            List.of());

    Reply bounded = Replies.bounded(reply);

    assertThat(bounded.message().calls()).hasSize(16);
    assertThat(bounded.message().calls().getFirst().parse()).isEqualTo(ToolCall.Parse.BROKEN);
    assertThat(Replies.JSON.writeValueAsString(bounded)).hasSizeLessThan(10_000);
    assertThat(bounded.remarks()).hasSize(1);
  }

  private static ActionParser.Parsed parse(String tool, String arguments) {
    var task =
        new Task(
            new Question("How high is the tower?", "en", LocalDate.EPOCH),
            new Plan(List.of(), List.of(), List.of(), ""),
            Draft.nothing(),
            List.of(),
            List.of(),
            AgentConfig.DEFAULT.budget(),
            Pace.DEFAULT);
    return ActionParser.parse(ScriptedChatModel.call("1", tool, arguments), Role.RESEARCHER, task);
  }
}
