package io.deepsearch4j.cli;

import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.QuestionWish;
import io.deepsearch4j.practice.QuestionWish.Clarity;
import io.deepsearch4j.practice.QuestionWish.Findability;
import io.deepsearch4j.report.Plain;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// `deepsearch practice questions`: questions about a practice web, with their answers.
@Command(
    name = "questions",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists questions about a practice web, with their answers.",
    footer = {
      "",
      "Example:",
      "  deepsearch practice questions --seed 7 --hops 2 --count 5 --lang zh"
    })
final class PracticeQuestionsCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Console console;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "2",
      description = "Which web; 2 if not given.")
  private long seed = 2;

  @Option(
      names = "--hops",
      paramLabel = "N",
      description = "Facts to be joined, 1 to 5; all if not given.")
  private @Nullable Integer hops;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many for each number of hops; 5 if not given.")
  private int count = 5;

  @Option(
      names = "--lang",
      paramLabel = "TAG",
      defaultValue = "",
      description = "en or zh; both if not given.")
  private String language = "";

  @Option(
      names = "--where",
      paramLabel = "WHERE",
      defaultValue = "ANY",
      description = "any, indexed or not_indexed.")
  private Findability where = Findability.ANY;

  @Option(names = "--fuzzy", description = "Describe vaguely where the question starts from.")
  private boolean fuzzy;

  @Option(names = "--json", description = "Print JSON lines.")
  private boolean json;

  PracticeQuestionsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!List.of("", "en", "zh").contains(language)) {
      throw new SettingException("--lang must be en or zh, not " + Plain.line(language, 20));
    }
    Logs.start(false);
    try (PracticeWeb web = PracticeWeb.start(seed, PracticePort.of(seed))) {
      int first = hops == null ? 1 : hops;
      int last = hops == null ? 5 : hops;
      for (int n = first; n <= last; n++) {
        var wish =
            new QuestionWish(n, count, language, where, fuzzy ? Clarity.FUZZY : Clarity.PLAIN);
        web.questions().of(wish).forEach(this::print);
      }
    }
    return Exit.DONE;
  }

  private void print(PracticeQuestion question) {
    console
        .out()
        .println(
            json
                ? JSON.writeValueAsString(question)
                : "%d hop%s, %s: %s → %s"
                    .formatted(
                        question.hops(),
                        question.hops() == 1 ? "" : "s",
                        question.indexed() ? "indexed" : "not indexed",
                        question.text(),
                        question.answer()));
  }
}
