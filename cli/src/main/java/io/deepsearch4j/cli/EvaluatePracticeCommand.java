package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.evaluation.Evaluation;
import io.deepsearch4j.evaluation.Records;
import io.deepsearch4j.evaluation.Report;
import io.deepsearch4j.evaluation.ReportFiles;
import io.deepsearch4j.evaluation.TaskSet;
import io.deepsearch4j.practice.QuestionWish.Findability;
import io.deepsearch4j.report.Plain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch evaluate practice`: how many questions about practice webs the agent answers
/// rightly.
@Command(
    name = "practice",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks the agent questions about made-up webs and counts the right answers.",
      "Models answer greedily. Started again, it goes on where it was left.",
      "What the columns mean: docs/evaluation.md."
    },
    footer = {
      "",
      "Examples:",
      "  deepsearch evaluate practice --model none --seeds 9001-9004 --count 20",
      "  deepsearch evaluate practice --model local:./nano --pace all-slow,all-fast,article"
    })
final class EvaluatePracticeCommand implements Callable<Integer> {
  private static final List<List<String>> CUTS =
      List.of(List.of("hops"), List.of("indexed"), List.of("hops", "indexed"), List.of("read"));

  private final Console console;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A language model, as for ask; none for none.")
  private @Nullable String model;

  @Option(
      names = "--seeds",
      paramLabel = "SEEDS",
      defaultValue = "9001-9004",
      description = "Which webs, such as 9001-9004 or 7,8; 9001-9004 if not given.")
  private String seeds = "";

  @Option(
      names = "--hops",
      paramLabel = "HOPS",
      defaultValue = "1,2,3,4",
      description = "Facts to be joined, of 1 to 5; 1,2,3,4 if not given.")
  private String hops = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "200",
      description = "Questions for each number of hops, over all seeds; 200 if not given.")
  private int count;

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

  @Option(
      names = "--pace",
      paramLabel = "PACE",
      split = ",",
      description =
          "Fast and slow thinking: default, all-slow, all-fast, article or slow-on-change; several make several rows.")
  private List<String> paces = new ArrayList<>();

  @Option(names = "--search-only", description = "Open only pages that the search index holds.")
  private boolean searchOnly;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "Questions worked on at a time; 2 if not given.")
  private int parallel;

  @Option(
      names = "--out",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "Name of the report, a folder in reports; made from the questions if not given.")
  private String out = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  EvaluatePracticeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    PracticeTasks.Wish wish = wish();
    SettingsTree first = tree(Paces.DEFAULT);
    Config config = ConfigLoader.config(first, console.environment());
    List<String> rows = rows(config);
    Path folder = folder(config, wish);
    PracticeGround.Reach reach =
        searchOnly ? PracticeGround.Reach.INDEX : PracticeGround.Reach.EVERYTHING;
    var screen = new Screen(console.err(), console.columns());
    Thread caller = Thread.currentThread();
    try (var wiring = new Wiring(config.folder(), console.environment(), IndexingWatcher.NOBODY);
        var _ =
            new CtrlC(
                screen,
                "cancelling; the same command goes on from here (press again to quit)",
                caller::interrupt)) {
      wiring.checkKeys(config);
      List<EvaluatedSetting> measured = new ArrayList<>();
      for (String pace : rows) {
        SettingsTree tree = tree(pace);
        measured.add(
            EvaluatedSetting.of(
                tree, ConfigLoader.config(tree, console.environment()), pace, reach, wiring));
      }
      try (var ground =
          new PracticeGround(wiring, console.environment(), config, wish.seeds(), reach)) {
        var tasks = new TaskSet(wish.words(), PracticeTasks.of(wish, ground::web));
        say(tasks, wish);
        try (Records records = Records.open(folder, tasks)) {
          measure(measured, tasks, records, ground, wiring, folder, screen);
          Report report = Report.of(tasks.name(), records.all(), CUTS);
          ReportFiles.write(report, folder);
          EvaluationTable.print(report, console.out());
          console.out().flush();
        }
      }
    }
    console.tell("The report is in " + folder + ".");
    return Exit.DONE;
  }

  private void measure(
      List<EvaluatedSetting> measured,
      TaskSet tasks,
      Records records,
      PracticeGround ground,
      Wiring wiring,
      Path folder,
      Screen screen)
      throws InterruptedException {
    RunQueueConfig usual = RunQueueConfig.FOREGROUND;
    var queue = new RunQueueConfig(usual.reach(), parallel, usual.poll(), usual.heartbeat());
    var evaluation = new Evaluation(parallel, System::nanoTime);
    // Hundreds of runs would bury the user's own ones, so the report has a store of its own.
    try (RunStore store = RunStore.open(folder);
        Runs runs = new Runs(store, ground, queue)) {
      for (EvaluatedSetting one : measured) {
        int open = records.open(one.setting(), tasks);
        evaluation.run(
            tasks,
            one.setting(),
            new PracticeSolver(
                one, wiring.agent(one.config()), wiring.named(one.config()), ground, runs),
            records,
            new EvaluationProgress(screen, System::nanoTime, one.setting().name(), open));
      }
    }
  }

  private PracticeTasks.Wish wish() {
    if (!List.of("", "en", "zh").contains(language)) {
      throw new SettingException("--lang must be en or zh, not " + Plain.line(language, 20));
    }
    if (count < 1) {
      throw new SettingException("--count must be at least 1, not " + count);
    }
    if (parallel < 1 || parallel > 64) {
      throw new SettingException("--parallel must be 1 to 64, not " + parallel);
    }
    List<Long> facts = Numbers.parse("--hops", hops);
    if (facts.stream().anyMatch(one -> one < 1 || one > 5)) {
      throw new SettingException("--hops takes numbers from 1 to 5, not " + Plain.line(hops, 40));
    }
    return new PracticeTasks.Wish(Numbers.parse("--seeds", seeds), facts, count, language, where);
  }

  private SettingsTree tree(String pace) {
    var flags = new ArrayList<ConfigLoader.Flag>(Paces.flags(pace));
    if (model != null) {
      flags.add(new ConfigLoader.Flag("model", model.equals("none") ? "" : model, "--model"));
    }
    return settings.load(console, flags);
  }

  private List<String> rows(Config config) {
    // What is wrong with a later one must not come out after hours.
    paces.forEach(Paces::flags);
    if (!config.hasModel() && !paces.isEmpty()) {
      console.tell("--pace has no effect without a model; name one with --model");
      return List.of(Paces.DEFAULT);
    }
    return paces.isEmpty() ? List.of(Paces.DEFAULT) : paces.stream().distinct().toList();
  }

  private Path folder(Config config, PracticeTasks.Wish wish) {
    String name = out.isEmpty() ? wish.words() : out;
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")) {
      throw new SettingException(
          "a report's name has letters, digits, dots and dashes, at most 100 of them; choose one with --out"
              + (out.isEmpty() ? "" : ", not " + Plain.line(out, 40)));
    }
    return config.folder().resolve("reports").resolve(name);
  }

  private void say(TaskSet tasks, PracticeTasks.Wish wish) {
    int wished = wish.count() * wish.hops().size();
    int had = tasks.tasks().size();
    if (had == 0) {
      throw new SettingException("these webs have no such questions; try other seeds or hops");
    }
    if (had < wished) {
      console.tell(
          "these webs have %d such questions, not %d; more seeds have more".formatted(had, wished));
    }
  }
}
