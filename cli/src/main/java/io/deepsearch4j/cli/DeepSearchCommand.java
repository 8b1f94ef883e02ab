package io.deepsearch4j.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `deepsearch` without a command: prints what there is.
@Command(
    name = "deepsearch",
    mixinStandardHelpOptions = true,
    version = DeepSearchCommand.VERSION,
    sortOptions = false,
    header = "Answers hard questions from the web and your documents, with sources.",
    footer = {
      "",
      "Examples:",
      "  deepsearch demo                                   see it work, offline",
      "  deepsearch ask \"Who led the 2019 survey?\" --source ./reports",
      "  deepsearch ask \"How high is Mount Elbrus?\" --model openai:gpt-5-mini",
      "",
      "The answer goes to standard output, everything else to standard error.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or setting, 3 partial answer, 130 cancelled."
    })
final class DeepSearchCommand implements Runnable {
  static final String VERSION = "deepsearch 0.1.0";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    line.usage(line.getOut());
  }
}
