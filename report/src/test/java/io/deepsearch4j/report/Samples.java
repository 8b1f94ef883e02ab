package io.deepsearch4j.report;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.Draft;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Plan;
import io.deepsearch4j.agent.Question;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.Spent;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.StopReason;
import io.deepsearch4j.agent.Turn;
import io.deepsearch4j.agent.Verdict;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.documents.Locator;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs made by hand, without a store.
final class Samples {
  static final String HOSTILE =
      "<script>alert(1)</script>\" onload='x' [click](javascript:x) ![i](https://evil.example/p.png)"
          + " `code` # | = \u001b[31mred\u202e\u2066 \ue000";

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private Samples() {}

  /// A small answer in English: one sentence stands, one does not.
  static RunRecord english() {
    return record(
        "en",
        "How high is the lighthouse of Norrholm?",
        "47 m",
        List.of(
            sentence("It is 47 m high.", Verdict.Support.SUPPORTED, "", 1),
            sentence("It was painted in 1990.", Verdict.Support.PARTLY, "no year is given", 1, 2)),
        List.of(
            citation(1, "Lighthouse", "The lighthouse is 47 m high", "https://norrholm.example/l"),
            citation(2, "History", "It was painted red", "https://norrholm.example/h?a=1&b=2")));
  }

  /// A small answer in Chinese.
  static RunRecord chinese() {
    return record(
        "zh-CN",
        "诺霍姆灯塔有多高？",
        "47米",
        List.of(
            sentence("灯塔高47米，建于1871年。", Verdict.Support.SUPPORTED, "", 1),
            sentence("它由花岗岩建成。", Verdict.Support.UNSUPPORTED, "证据未提及", 1)),
        List.of(citation(1, "灯塔简介", "灯塔高47米，始建于1871年", "https://norrholm.example/zh")));
  }

  /// An answer whose texts all hold what a page may have put there.
  static RunRecord hostile() {
    return record(
        "en",
        "Question " + HOSTILE,
        "Answer " + HOSTILE,
        List.of(sentence("Sentence " + HOSTILE, Verdict.Support.PARTLY, "why " + HOSTILE, 1)),
        List.of(
            citation(1, "Title " + HOSTILE, "Quote " + HOSTILE, "https://a.example/t?x=1&y=2"),
            citation(2, "Odd", "scheme", "javascript:alert(1)")));
  }

  /// An answer of many sentences, each with a passage of its own.
  static RunRecord longOne(int sentences) {
    var judged = new ArrayList<Answer.JudgedSentence>();
    var citations = new ArrayList<Answer.Citation>();
    for (int i = 1; i <= sentences; i++) {
      judged.add(
          sentence(
              "第" + i + "句：灯塔的第 " + i + " 级台阶由花岗岩制成，水手在信中称赞过它。 Step " + i + " is granite.",
              Verdict.Support.SUPPORTED,
              "",
              i));
      citations.add(
          citation(
              i,
              "Page " + i,
              "Step " + i + " is made of granite 花岗岩 " + i,
              "https://a.example/" + i));
    }
    return record("zh", "台阶？", "花岗岩", judged, citations);
  }

  /// An answer of one sentence and nothing else.
  static RunRecord saying(String text) {
    return record("zh", "问", "", List.of(sentence(text, Verdict.Support.UNCHECKED, "")), List.of());
  }

  private static Answer.JudgedSentence sentence(
      String text, Verdict.Support verdict, String why, Integer... citations) {
    return new Answer.JudgedSentence(text, verdict, why, List.of(citations));
  }

  private static Answer.Citation citation(int number, String title, String quote, String url) {
    return new Answer.Citation(
        number,
        "E" + number,
        URI.create(url),
        title,
        quote,
        3,
        3 + quote.length(),
        new Locator.Section(List.of("Facts", "Height")),
        "%016x".formatted(number),
        "aa".repeat(32),
        "bb".repeat(32),
        NOON,
        "allowed by /robots.txt");
  }

  static RunRecord record(
      String language,
      String question,
      String answer,
      List<Answer.JudgedSentence> sentences,
      List<Answer.Citation> citations) {
    var spec =
        new RunSpec(
            new Question(question, language, LocalDate.of(2026, 1, 2)),
            List.of(),
            AgentConfig.DEFAULT,
            Map.of(Part.READER, new RunSpec.Named("small-model", Price.FREE)),
            "{}");
    var run = new Run("run1", question, "{}", RunState.PARTIAL, "", "", "", "", "", NOON, NOON);
    var turn =
        new Turn(
            "best-first",
            Thinking.FAST,
            new Message.Assistant("", "", List.of()),
            "",
            Reply.Finish.STOP,
            false,
            List.of());
    var plan =
        new Plan(
            List.of(new Plan.Condition("C1", question)),
            List.of("first " + question),
            List.of(URI.create("https://norrholm.example/")),
            "one source is enough");
    var judged =
        new Answer(
            true,
            StopReason.MAX_TOOL_CALLS,
            "the limit of 4 tool calls was reached",
            answer,
            sentences,
            citations,
            List.of("who built it: " + question),
            0.5,
            "small-model",
            List.of("no prices are configured"));
    List<Step> steps =
        List.of(
            new Step.Planned("plan", plan, turn, Spent.NOTHING),
            new Step.Verified(
                "verify/0",
                Draft.nothing(),
                new Verdict.Lacking(List.of(), 0, List.of("missing " + question)),
                new Spent(2, 3, Usage.NONE, BigDecimal.ZERO, 1_500)));
    var line = new Bill.Line(2, new Usage(1_200, 0, 300, 0), new BigDecimal("0.0125"));
    return new RunRecord(run, spec, judged, new Bill(new TreeMap<>(Map.of("reader", line))), steps);
  }
}
