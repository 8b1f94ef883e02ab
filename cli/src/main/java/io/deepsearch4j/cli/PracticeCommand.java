package io.deepsearch4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `deepsearch practice`: the made-up web.
@Command(
    name = "practice",
    mixinStandardHelpOptions = true,
    description = "A made-up web with known facts, on this machine only.",
    footer = {"", "Example:", "  deepsearch practice questions --seed 7 --hops 2"})
final class PracticeCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
