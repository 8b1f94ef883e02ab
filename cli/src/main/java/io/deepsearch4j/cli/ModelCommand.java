package io.deepsearch4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `deepsearch model`: networks that run on this machine.
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "Networks that run on this machine: look at, quantise, check, talk to, measure.",
    footer = {
      "",
      "Examples:",
      "  deepsearch model info ./release",
      "  deepsearch model quantize ./release --to ./q4 --precision q4",
      "  deepsearch model run ./q4"
    })
final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
