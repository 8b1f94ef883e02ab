package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `deepsearch config show`: every setting, and where its value comes from. References to secrets
/// are shown as they are written.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints every setting; secrets are shown as references only.",
    footer = {"", "Example:", "  deepsearch config show --origin --set agent.max-steps=40"})
final class ConfigShowCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--origin", description = "Say where each value comes from.")
  private boolean origin;

  @Mixin private SettingFlags settings = new SettingFlags();

  ConfigShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SettingsTree tree = settings.load(console, List.of());
    var _ = ConfigLoader.config(tree, console.environment());
    for (String key : tree.keys()) {
      JsonNode value = tree.value(key);
      String shown =
          value.isString() && !value.asString().isEmpty() ? value.asString() : value.toString();
      String line = key + " = " + Plain.line(shown, 2_000);
      console.out().println(origin ? line + "    # " + tree.origins().get(key) : line);
    }
    console.out().flush();
    return Exit.DONE;
  }
}
