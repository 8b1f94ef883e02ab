package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import io.deepsearch4j.synthesis.LessonsWish;
import io.deepsearch4j.synthesis.Tally;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch practice lessons`: what an oracle says in the agent's loop, as lessons.
@Command(
    name = "lessons",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lets an oracle that knows the practice webs play the model in the agent's own loop, and writes",
      "what it was asked and what it said as lessons: lessons/NAME-SEED.jsonl in the home folder.",
      "Worlds that are done are not done again."
    },
    footer = {
      "",
      "Example:",
      "  deepsearch practice lessons --seeds 1000-1199 --questions 60 --out first"
    })
final class PracticeLessonsCommand implements Callable<Integer> {
  private static final int FAILURES_SHOWN = 10;

  private final Console console;

  @Option(
      names = "--seeds",
      paramLabel = "FIRST-LAST",
      required = true,
      description = "Which webs; below 9000, because the others are for evaluation.")
  private String seeds = "";

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "60",
      description = "Asked in each web, of one to four hops; 60 if not given.")
  private int questions = 60;

  @Option(
      names = "--out",
      paramLabel = "NAME",
      required = true,
      description = "What to call the lessons.")
  private String name = "";

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many webs at a time; 2 if not given.")
  private int jobs = 2;

  @Option(
      names = "--wandering",
      paramLabel = "SHARE",
      defaultValue = "0.08",
      description = "How often the oracle takes a wrong turn on purpose; 0.08 if not given.")
  private double wandering = LessonsWish.USUAL_WANDERING;

  @Option(names = "--failures", description = "List every question that the oracle got wrong.")
  private boolean failures;

  @Mixin private SettingFlags settings = new SettingFlags();

  PracticeLessonsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    SeedRange range = SeedRange.of("--seeds", seeds);
    var wish = new LessonsWish(range.first(), range.last(), questions, wandering);
    Path folder = settings.config(console).folder().resolve("lessons");
    Tally all = LessonMaking.make(console, folder, name, wish, jobs);
    print(all);
    console.tell("the lessons are in " + folder.resolve(name + "-*.jsonl"));
    return Exit.DONE;
  }

  private void print(Tally all) {
    var table = new Table("hops", "asked", "right", "share");
    new TreeMap<>(all.asked())
        .forEach(
            (hops, asked) -> {
              int right = all.right().getOrDefault(hops, 0);
              table.row(
                  Integer.toString(hops),
                  Integer.toString(asked),
                  Integer.toString(right),
                  "%.1f %%".formatted(100.0 * right / asked));
            });
    table.print(console.out());
    var kinds = new Table("lessons", "count");
    new TreeMap<>(all.lessons())
        .forEach((kind, count) -> kinds.row(kind, String.format(Locale.ROOT, "%,d", count)));
    kinds.print(console.out());
    console
        .out()
        .println(
            "%,d characters, %d a lesson"
                .formatted(all.characters(), all.characters() / Math.max(1, all.count())));
    List<String> shown =
        failures
            ? all.failures()
            : all.failures().subList(0, Math.min(FAILURES_SHOWN, all.failures().size()));
    shown.forEach(failure -> console.out().println("not right: " + Plain.line(failure, 2_000)));
    console.out().flush();
  }
}
