package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `evaluate practice` on a handful of questions, through the real agent.
@Tag("slow")
class EvaluatePracticeTest {
  private static final List<String> FOUR =
      List.of(
          "evaluate",
          "practice",
          "--seeds=7,8",
          "--hops=1,2",
          "--count=2",
          "--lang=en",
          "--out=four");

  @TempDir Path folder;

  @Test
  void withoutAModelThereIsAReportAndAskingAgainCostsNothing() throws IOException {
    Front.Outcome once = evaluate("--model=none");
    List<String> records = Files.readAllLines(report("records.jsonl"));

    Front.Outcome again = evaluate("--model=none");

    assertThat(once.code()).as(once.err()).isZero();
    assertThat(once.out()).containsPattern("no model +all +4 ").contains("hops 2, indexed");
    assertThat(once.err()).contains("no model: 4 of 4").contains("The report is in ");
    assertThat(records).hasSize(5);
    assertThat(again.out()).isEqualTo(once.out());
    assertThat(again.err()).doesNotContain("of 4");
    assertThat(Files.readAllLines(report("records.jsonl"))).isEqualTo(records);
    assertThat(report("report.md")).content().contains("| no model | all | 4 |");
  }

  @Test
  void whatOnlyLinksLeadToIsNotFoundBySearchAlone() throws IOException {
    evaluate("--model=none", "--where=not_indexed", "--hops=1", "--out=four");
    Front.Outcome searching =
        evaluate("--model=none", "--where=not_indexed", "--hops=1", "--out=four", "--search-only");

    assertThat(searching.code()).as(searching.err()).isZero();
    JsonNode comparison = json("report.json").at("/comparisons/0");
    assertThat(comparison.path("second").asString()).isEqualTo("no model search-only");
    assertThat(comparison.path("both").asInt()).isZero();
    assertThat(comparison.path("onlySecond").asInt()).isZero();
    assertThat(comparison.path("onlyFirst").asInt()).isPositive();
  }

  @Test
  void aKilledEvaluationGoesOnWithTheRest() throws IOException, InterruptedException {
    var arguments = new ArrayList<>(FOUR);
    arguments.addAll(List.of("--model=none", "--parallel=1"));
    Child killed = Child.start(folder.resolve("home"), arguments.toArray(String[]::new));
    killed.awaitLine("no model: 1 of 4");
    killed.kill();
    List<String> before = Files.readAllLines(report("records.jsonl"));

    Front.Outcome resumed = evaluate("--model=none");

    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertThat(resumed.out()).containsPattern("no model +all +4 ");
    assertThat(before).hasSizeBetween(2, 4);
    assertThat(Files.readAllLines(report("records.jsonl")).subList(0, before.size()))
        .isEqualTo(before);
  }

  @Test
  void aModelIsMeasuredGreedilyUnderEachPace() throws IOException {
    ReferenceModels.talking("v2-tiny", folder.resolve("tiny"));
    List<String> model =
        List.of(
            "--model=local:./tiny",
            "--hops=1",
            "--count=1",
            "--pace=all-slow,all-fast",
            "--set=agent.max-steps=2",
            "--set=agent.max-tokens=1500",
            "--set=agent.depth=quick");

    Front.Outcome outcome = evaluate(model.toArray(String[]::new));
    Front.Outcome elsewhere = evaluate(with(model, "--out=elsewhere"));
    Files.writeString(folder.resolve("tiny").resolve("note.txt"), "trained further");
    Front.Outcome changed = evaluate(model.toArray(String[]::new));

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("tiny all-slow  all").contains("tiny all-fast  all");
    assertThat(elsewhere.code()).as(elsewhere.err()).isZero();
    assertThat(answers("elsewhere")).hasSize(2).isEqualTo(answers("four"));
    assertThat(changed.code()).isEqualTo(Exit.USAGE);
    assertThat(changed.err()).contains("under other terms (model files was ");
  }

  private List<String> answers(String name) throws IOException {
    Path file = folder.resolve("home/reports").resolve(name).resolve("records.jsonl");
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(JsonMapper.shared()::readTree)
        .map(line -> line.path("setting") + " " + line.path("answer") + line.path("modelCalls"))
        .toList();
  }

  private Front.Outcome evaluate(String... flags) {
    return Front.in(folder).run(with(FOUR, flags));
  }

  /// A flag that is given again counts as given last.
  private static String[] with(List<String> arguments, String... flags) {
    var all = new ArrayList<>(arguments);
    for (String flag : flags) {
      String name = flag.replaceFirst("=.*", "=");
      if (!name.equals("--set=")) {
        all.removeIf(one -> one.startsWith(name));
      }
      all.add(flag);
    }
    return all.toArray(String[]::new);
  }

  private JsonNode json(String name) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(report(name)));
  }

  private Path report(String name) {
    return folder.resolve("home/reports/four").resolve(name);
  }
}
