package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.chat.ToolCall;
import io.deepsearch4j.chat.Usage;
import io.deepsearch4j.documents.Locator;
import io.deepsearch4j.web.Hit;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.Searched;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Steps are the only memory: each must come back from the store as it was, with nothing besides.
class StepJsonTest {
  private static final URI URL = URI.create("https://a.example/p?q=%E4%B8%AD");
  private static final Page PAGE =
      new Page(
          "0123456789abcdef",
          URL,
          URL,
          List.of(URI.create("http://a.example/")),
          "text/html",
          "ab",
          12,
          "cd",
          Instant.parse("2026-01-15T10:00:00.123456Z"),
          "no robots.txt");
  private static final Finding FINDING =
      new Finding(
          Finding.Status.CONTRADICTED,
          "中 \"x\"\u0000\ud83d\ude00",
          0.25,
          List.of(new Finding.Quote(1, 4, Evidence.Polarity.REFUTES, List.of("C1"), true)),
          List.of("that"),
          List.of(new Finding.NextLink(URL, "a", 0.5, "why")),
          0.1,
          List.of("r"));
  private static final Spent SPENT =
      new Spent(1, 2, new Usage(3, 4, 5, 6), new BigDecimal("0.000001200"), 7);
  private static final Turn TURN =
      new Turn(
          "m",
          Thinking.SLOW,
          new Message.Assistant(
              "t", "r", List.of(new ToolCall("i", "x", "{\"a\":1}", ToolCall.Parse.REPAIRED))),
          "hash",
          Reply.Finish.LENGTH,
          true,
          List.of("remark"));
  private static final Plan PLAN =
      new Plan(
          List.of(new Plan.Condition("C1", "c")),
          List.of("q"),
          List.of(URL),
          "enough",
          List.of(new Plan.Clarification("which?", "that")));
  private static final Draft DRAFT =
      new Draft("a", List.of(new Draft.Sentence("s", List.of("E1"))), 1, List.of("open"));
  private static final Verdict LACKING =
      new Verdict.Lacking(
          List.of(new Verdict.Judgement(Verdict.Support.PARTLY, "w")), 0.4, List.of("m"));
  private static final Verdict SUPPORTED =
      new Verdict.Supported(List.of(new Verdict.Judgement(Verdict.Support.SUPPORTED, "")), 1);

  static Stream<Step> steps() {
    var steps = new ArrayList<Step>();
    steps.add(new Step.Planned("plan", PLAN, TURN, SPENT));
    for (Role role : Role.values()) {
      steps.add(new Step.Began("research/0", role, task(), SPENT));
    }
    steps.add(new Step.Chosen("research/0", TURN, actions(), SPENT));
    steps.add(new Step.Folded("research/0", "summary", TURN, SPENT));
    for (StopReason reason : StopReason.values()) {
      steps.add(new Step.Stopped("research/0", reason, "why", SPENT));
    }
    steps.add(new Step.Verified("verify/0", DRAFT, LACKING, SPENT));
    steps.add(new Step.Verified("verify/0", DRAFT, SUPPORTED, SPENT));
    observations()
        .forEach(one -> steps.add(new Step.Acted("research/0", 1, one, evidence(), SPENT)));
    return steps.stream();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepComesBackAsItWas(Step step) {
    String json = StepJson.write(step);

    Step again = StepJson.read(json);

    assertThat(again).isEqualTo(step);
    assertThat(StepJson.write(again)).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepHoldsNothingThatCanBeComputed(Step step) {
    JsonNode json = Replies.JSON.readTree(StepJson.write(step));

    assertThat(surplus(step, json)).isEmpty();
  }

  @Test
  void everyVariantIsAmongTheseSteps() {
    assertThat(kinds(actions())).containsAll(variants(Action.class));
    assertThat(kinds(observations())).containsAll(variants(Observation.class));
    assertThat(kinds(steps().toList())).containsAll(variants(Step.class));
    assertThat(kinds(evidence().stream().map(Evidence::locator).toList()))
        .containsAll(variants(Locator.class));
  }

  private static Set<String> kinds(Collection<?> values) {
    return values.stream().map(value -> value.getClass().getName()).collect(Collectors.toSet());
  }

  private static Set<String> variants(Class<?> type) {
    return Arrays.stream(type.getPermittedSubclasses())
        .map(Class::getName)
        .collect(Collectors.toSet());
  }

  private static List<Action> actions() {
    return List.of(
        new Action.Search(List.of("a", "b"), "a.example"),
        new Action.Open(List.of(URL)),
        new Action.AskDocument(List.of(new Action.Ask("P1", "q"))),
        new Action.QueryTable("P1", "t1", List.of("a"), List.of("a = 1"), "b", "sum"),
        new Action.Reflect("hm"),
        new Action.Finish(DRAFT),
        new Action.Judge(LACKING),
        new Action.Invalid("x", "y"));
  }

  private static List<Observation> observations() {
    return List.of(
        new Observation.Hits(
            List.of(
                new Observation.Result(
                    "a", new Searched.Found(List.of(new Hit(1, "t", URL, "s", "2026", "e")))),
                new Observation.Result("b", new Searched.Nothing("e")),
                new Observation.Result("c", new Searched.Throttled("e", Duration.ofMillis(1_234))),
                new Observation.Result("d", new Searched.Refused("e", "w")),
                new Observation.Result("e", new Searched.Broken("e", "w")))),
        new Observation.Opened(
            List.of(
                new Observation.Arrived(
                    URL, PAGE, "t", "2026", List.of("h"), List.of("t1: c"), 9, 8, List.of("r")),
                new Observation.Missed(URL, "unreachable", "w"))),
        new Observation.Findings(
            List.of(new Observation.Answered("p", URL, "t", "q", FINDING, List.of("E1")))),
        new Observation.Rows("p", "t1", List.of("a | b"), List.of("E1")),
        new Observation.Reflected(),
        new Observation.Finished(),
        new Observation.Failed("code", "why"));
  }

  private static List<Evidence> evidence() {
    return Stream.of(
            new Locator.Page(3),
            new Locator.Section(List.of("s")),
            new Locator.Slide(2),
            new Locator.Line(4),
            new Locator.Cells("Sheet", "A1:B2"),
            new Locator.Member("a.csv", new Locator.Line(1)))
        .map(
            locator ->
                new Evidence(
                    "E1",
                    "p",
                    URL,
                    "t",
                    "ab",
                    "cd",
                    1,
                    4,
                    "abc",
                    locator,
                    Instant.EPOCH,
                    "r",
                    Evidence.Polarity.REFUTES,
                    List.of("C1")))
        .toList();
  }

  private static Task task() {
    return new Task(
        new Question("q", "zh", LocalDate.of(2026, 1, 15)),
        PLAN,
        DRAFT,
        evidence(),
        List.of("l"),
        new Budget(1, 2, 3_000, 4_000, Duration.ofMillis(5_001), new BigDecimal("0.90")),
        Pace.DEFAULT);
  }

  /// The keys of the JSON that are no components of the records, at any depth.
  private static Set<String> surplus(Object value, JsonNode json) {
    var surplus = new TreeSet<String>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        surplus.addAll(surplus(list.get(i), json.get(i)));
      }
    }
    if (value instanceof Record record && json.isObject()) {
      var keys = new TreeSet<>(json.propertyNames());
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        keys.remove(component.getName());
        surplus.addAll(surplus(part(record, component), json.path(component.getName())));
      }
      keys.removeAll(Set.of("kind", "role", "type"));
      keys.forEach(key -> surplus.add(record.getClass().getSimpleName() + "." + key));
    }
    return surplus;
  }

  private static Object part(Record record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
