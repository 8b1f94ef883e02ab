package io.deepsearch4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `deepsearch config`: the settings.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Shows the settings.",
    footer = {"", "Example:", "  deepsearch config show --origin"})
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
