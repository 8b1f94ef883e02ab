package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.report.RunRecord;
import io.deepsearch4j.report.Timeline;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deepsearch runs show`: the answer of a run, and on request its steps.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints the answer of a run again.",
    footer = {"", "Example:", "  deepsearch runs show RUN --steps"})
final class RunsShowCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The run's name, as runs list prints it.")
  private String id = "";

  @Option(names = "--steps", description = "Print every step as well.")
  private boolean steps;

  @Option(names = "--json", description = "Print one JSON object (docs/answer-json.md).")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "",
      description = "Also write a report: FILE ends in .md, .html, .pdf, .docx or .json.")
  private String file = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  RunsShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OutFile out = OutFile.of(console.folder(), file);
    try (RunStore store = Wiring.store(settings.config(console))) {
      RunRecord report = StoredRun.of(store, id);
      if (steps) {
        var timeline = new Timeline();
        for (Step step : report.steps()) {
          console.tell(Progress.plain(timeline.next(step)));
        }
      }
      AskCommand.deliver(console, report, json, out);
    }
    return Exit.DONE;
  }
}
