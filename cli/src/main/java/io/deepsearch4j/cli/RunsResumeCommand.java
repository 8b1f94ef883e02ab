package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.report.RunRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deepsearch runs resume`: goes on with a run that was killed, cancelled or ended short.
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Goes on with a run that was killed, cancelled or ended short.",
      "It works with the settings it was started with; what was paid for is not bought again."
    },
    footer = {"", "Example:", "  deepsearch runs resume RUN"})
final class RunsResumeCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The run's name, as runs list prints it.")
  private String id = "";

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

  @Mixin private SettingFlags settings = new SettingFlags();

  RunsResumeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    OutFile out = OutFile.of(console.folder(), file);
    Config config = settings.config(console);
    try (RunStore store = Wiring.store(config)) {
      RunSpec spec = StoredRun.of(store, id).spec();
      // Wrong or missing keys are noticed here, before the run is touched.
      var _ = Errand.of(spec).config(console.environment());
    }
    RunRecord report = new Foreground(console, quiet).resume(config, id);
    return AskCommand.deliver(console, report, json, out);
  }
}
