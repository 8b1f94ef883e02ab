package io.deepsearch4j.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch doctor`: is everything here that is needed, and if not, what to do.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Checks that everything works, and says what to do where it does not.",
    footer = {"", "Example:", "  deepsearch doctor --live"})
final class DoctorCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--live",
      description = "Also ask each search engine one query and the model one tiny question.")
  private boolean live;

  @Mixin private SettingFlags settings = new SettingFlags();

  DoctorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Config config = settings.config(console);
    int code = Exit.DONE;
    try (var wiring = new Wiring(config.folder(), console.environment(), IndexingWatcher.NOBODY)) {
      var doctor = new Doctor(config, wiring, console.environment());
      for (Doctor.Check check : live ? doctor.liveChecks() : doctor.checks()) {
        Doctor.Finding finding = check.look();
        console.out().println(finding.line());
        console.out().flush();
        code = finding.health() == Doctor.Health.FAIL ? Exit.FAILED : code;
      }
    }
    return code;
  }
}
