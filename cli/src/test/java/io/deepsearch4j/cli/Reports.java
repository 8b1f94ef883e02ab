package io.deepsearch4j.cli;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.Draft;
import io.deepsearch4j.agent.Question;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.Spent;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.StopReason;
import io.deepsearch4j.agent.Verdict;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.documents.Locator;
import io.deepsearch4j.report.RunRecord;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reports made by hand.
final class Reports {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private Reports() {}

  /// A partial answer whose texts all hold what a page may have put there.
  static RunRecord partial(String fromPage) {
    var citation =
        new Answer.Citation(
            1,
            "E1",
            URI.create("https://a.example/tower?x=1&y=2"),
            "Title " + fromPage,
            "Quote " + fromPage,
            3,
            9,
            new Locator.Section(List.of("Heading " + fromPage)),
            "0123456789abcdef",
            "aa",
            "bb",
            NOON,
            "no robots.txt");
    var answer =
        new Answer(
            true,
            StopReason.MAX_TOOL_CALLS,
            "the limit of 4 tool calls was reached",
            "Answer " + fromPage,
            List.of(
                new Answer.JudgedSentence(
                    "Sentence " + fromPage, Verdict.Support.PARTLY, "why " + fromPage, List.of(1))),
            List.of(citation),
            List.of("Unknown " + fromPage),
            0.5,
            "",
            List.of());
    var spec =
        new RunSpec(
            new Question("Question " + fromPage, "en", LocalDate.of(2026, 1, 2)),
            List.of(),
            AgentConfig.DEFAULT,
            Map.of(),
            "{}");
    var run =
        new Run(
            "run1", spec.question().text(), "{}", RunState.PARTIAL, "", "", "", "", "", NOON, NOON);
    var step =
        new Step.Verified(
            "verify/0",
            new Draft("", List.of(), 0, List.of()),
            new Verdict.Lacking(List.of(), 0, List.of("missing " + fromPage)),
            Spent.NOTHING);
    var line = new Bill.Line(1, new Usage(1, 0, 1, 0), BigDecimal.ONE);
    return new RunRecord(
        run, spec, answer, new Bill(new TreeMap<>(Map.of("reader", line))), List.of(step));
  }
}
