package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `deepsearch runs cancel`: asks for the end of a run, whichever process works on it.
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Asks for the end of a run, whichever process works on it.",
    footer = {"", "Example:", "  deepsearch runs cancel RUN"})
final class RunsCancelCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The run's name, as runs list prints it.")
  private String id = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  RunsCancelCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Config config = settings.config(console);
    try (RunStore store = Wiring.store(config)) {
      var _ = StoredRun.of(store, id);
      try (var wiring = new Wiring(config.folder(), console.environment(), IndexingWatcher.NOBODY);
          var runs = new Runs(store, wiring, RunQueueConfig.FOREGROUND)) {
        RunState state = runs.cancel(id);
        console.tell(
            switch (state) {
              case CANCELLED -> "run " + id + " is cancelled";
              case CANCELLING -> "run " + id + " will stop within seconds, with what it knows";
              case QUEUED, RUNNING, WAITING -> "run " + id + " goes on; try again";
              case COMPLETED, PARTIAL, FAILED -> "run " + id + " has ended already";
            });
        return Exit.DONE;
      }
    }
  }
}
