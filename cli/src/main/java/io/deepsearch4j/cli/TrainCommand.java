package io.deepsearch4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `deepsearch train`: models of one's own.
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains models of the openPangu-R architecture at any size, on this machine.",
    footer = {"", "Example:", "  deepsearch train nano --run ./nano"})
final class TrainCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
