package io.deepsearch4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `deepsearch evaluate`: how good the agent is.
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Measures how good the agent is.",
    footer = {"", "Example:", "  deepsearch evaluate practice --model none --count 20"})
final class EvaluateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
