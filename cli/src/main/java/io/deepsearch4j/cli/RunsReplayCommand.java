package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Replay;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.report.Plain;
import io.deepsearch4j.report.Timeline;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deepsearch runs replay`: computes a run again from its record, without network and model.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Computes a run again from its record, without network and model, and compares every step.",
      "Ends with 1 at the first difference."
    },
    footer = {"", "Example:", "  deepsearch runs replay RUN"})
final class RunsReplayCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The run's name, as runs list prints it.")
  private String id = "";

  @Option(names = "--quiet", description = "Show no progress.")
  private boolean quiet;

  @Mixin private SettingFlags settings = new SettingFlags();

  RunsReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Config config = settings.config(console);
    try (RunStore store = Wiring.store(config);
        var wiring = new Wiring(config.folder(), console.environment(), IndexingWatcher.NOBODY);
        var progress =
            new Progress(
                new Screen(console.err(), quiet ? 0 : console.columns()), System::nanoTime)) {
      var _ = StoredRun.of(store, id);
      Replay.Result result =
          new Replay(store, wiring.pages(), wiring.embedder())
              .replay(id, quiet ? Watcher.NOBODY : progress);
      console.out().println(sentence(result));
      return result.isEqual() ? Exit.DONE : Exit.FAILED;
    }
  }

  private static String sentence(Replay.Result result) {
    String same = Timeline.count(result.steps(), "step") + " came out the same";
    return result.isEqual() ? same + "." : same + ", then: " + Plain.line(result.divergence(), 600);
  }
}
