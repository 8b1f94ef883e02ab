package io.deepsearch4j.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `deepsearch runs`: what was asked so far.
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description =
        "Lists, shows, resumes, cancels, deletes, replays, exports, bundles and verifies runs.",
    footer = {"", "Example:", "  deepsearch runs list"})
final class RunsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
