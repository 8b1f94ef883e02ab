package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Question;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.report.ReportFormat;
import io.deepsearch4j.report.RunRecord;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deepsearch ask`: one question, one answer with sources.
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Answers a question, with sources.",
    footer = {
      "",
      "Examples:",
      "  deepsearch ask \"How high is Mount Elbrus?\"",
      "  deepsearch ask \"What was our revenue in 2023?\" --source ./reports --out answer.html",
      "  deepsearch ask \"Who wrote the style guide?\" --site https://docs.example.org",
      "  cat question.txt | deepsearch ask - --json"
    })
final class AskCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "QUESTION",
      arity = "1..*",
      description = "What you want to know; - reads it from standard input.")
  private List<String> words = new ArrayList<>();

  @ArgGroup(exclusive = false, heading = "%nWhere to look (the web, unless you say otherwise)%n")
  private SourceFlags sources = new SourceFlags();

  @ArgGroup(exclusive = false, heading = "%nHow to work%n")
  private EffortFlags effort = new EffortFlags();

  @ArgGroup(exclusive = false, heading = "%nWhat to print%n")
  private OutputFlags output = new OutputFlags();

  @Mixin private SettingFlags settings = new SettingFlags();

  AskCommand(Console console) {
    this.console = console;
  }

  /// What is printed, and where.
  static final class OutputFlags {
    @Option(names = "--json", description = "Print one JSON object (docs/answer-json.md).")
    private boolean json;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        defaultValue = "",
        description = "Also write a report: FILE ends in .md, .html, .pdf, .docx or .json.")
    private String file = "";

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;
  }

  @Override
  public Integer call() throws InterruptedException {
    OutFile out = OutFile.of(console.folder(), output.file);
    SettingsTree tree = settings.load(console, effort.flags());
    Config config = ConfigLoader.config(tree, console.environment());
    String text = QuestionText.of(words, console.in());
    Sources where = sources.sources(console.folder());
    var question =
        new Question(text, language(config, text), LocalDate.now(ZoneId.systemDefault()));
    effort.warnings(config).forEach(console::tell);
    var asking = new Asking(question, sources.seeds(), new Errand(where, tree));
    RunRecord report = new Foreground(console, output.quiet).ask(config, asking);
    return deliver(console, report, output.json, out);
  }

  /// Prints a report, writes its file and answers the exit code.
  static int deliver(Console console, RunRecord report, boolean json, OutFile out) {
    out.write(report);
    if (json) {
      console.out().writeBytes(ReportFormat.JSON.write(report));
    } else {
      console.out().print(AnswerText.of(report));
    }
    console.out().flush();
    return Exit.of(report.run().state(), report.answer());
  }

  private static String language(Config config, String text) {
    return config.language().isBlank()
        ? QuestionText.language(text, new FormatReader(DocumentsConfig.DEFAULT, _ -> NEVER_ASKED))
        : config.language();
  }

  // A question is plain text, so the reader of binary files is never asked.
  private static final Reading NEVER_ASKED =
      new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "a question is text");
}
