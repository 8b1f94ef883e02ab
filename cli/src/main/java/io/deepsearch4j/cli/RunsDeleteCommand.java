package io.deepsearch4j.cli;

import io.deepsearch4j.agent.RunStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `deepsearch runs delete`: removes a run that has ended.
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Removes a run that has ended, with its steps, evidence and bill; there is no way back.",
      "The pages it has read stay stored, because other runs may stand on them."
    },
    footer = {"", "Example:", "  deepsearch runs delete RUN"})
final class RunsDeleteCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The run's name, as runs list prints it.")
  private String id = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  RunsDeleteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (RunStore store = Wiring.store(settings.config(console))) {
      if (store.find(id).isEmpty()) {
        throw StoredRun.unknown(id);
      }
      if (!store.delete(id)) {
        console.tell(
            "run " + id + " has not ended; end it with deepsearch runs cancel " + id + " first");
        return Exit.FAILED;
      }
      console.tell("run " + id + " is deleted");
      return Exit.DONE;
    }
  }
}
