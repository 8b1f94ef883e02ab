package io.deepsearch4j.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch support-bundle`: what somebody who helps needs to know, as one file.
@Command(
    name = "support-bundle",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes what somebody who helps needs to know as one zip file of texts: versions, settings with"
          + " their origins, the doctor's findings, counts of runs.",
      "It holds no keys, questions, pages or answers; read it before you send it."
    },
    footer = {"", "Example:", "  deepsearch support-bundle --out support.zip"})
final class SupportBundleCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "deepsearch-support.zip",
      description = "Write to FILE; deepsearch-support.zip here if not given.")
  private String file = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  SupportBundleCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path path = OutFile.path(console.folder(), file);
    OutFile.write(path, bundle().bytes());
    console.tell("wrote " + path + "; read it before you send it");
    return Exit.DONE;
  }

  // Settings that cannot be read are a reason to ask for help, not a reason to write nothing.
  private SupportBundle bundle() {
    Clock clock = Clock.systemUTC();
    try {
      SettingsTree tree = settings.load(console, List.of());
      Config config = ConfigLoader.config(tree, console.environment());
      return SupportBundle.of(tree, config, console.environment(), clock);
    } catch (SettingException e) {
      return SupportBundle.of(e, console.environment(), clock);
    }
  }
}
