package io.deepsearch4j.cli;

import io.deepsearch4j.agent.EvidenceCheck;
import io.deepsearch4j.agent.RunStore;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `deepsearch runs verify`: checks all evidence of a run again, offline.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks the evidence of a run again, offline: stored bytes, text read from them, quotes.",
      "Ends with 1 if anything does not hold."
    },
    footer = {"", "Example:", "  deepsearch runs verify RUN"})
final class RunsVerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The run's name, as runs list prints it.")
  private String id = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  RunsVerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Config config = settings.config(console);
    try (RunStore store = Wiring.store(config);
        var wiring = new Wiring(config.folder(), console.environment(), IndexingWatcher.NOBODY)) {
      var _ = Report.of(store, id);
      List<EvidenceCheck.Checked> checked =
          new EvidenceCheck(wiring.pages(), wiring.reader(config.documents())).check(store, id);
      checked.forEach(one -> console.out().println(line(one)));
      long broken = checked.stream().filter(one -> !one.holds()).count();
      console.tell(
          broken == 0
              ? "all " + checked.size() + " pieces of evidence hold"
              : broken + " of " + checked.size() + " pieces of evidence do not hold");
      return broken == 0 ? Exit.DONE : Exit.FAILED;
    }
  }

  private static String line(EvidenceCheck.Checked checked) {
    var evidence = checked.evidence();
    return "%-5s %-4s %s  %s  “%s”%s"
        .formatted(
            checked.holds() ? "ok" : "fail",
            evidence.id(),
            evidence.sha256().substring(0, Math.min(12, evidence.sha256().length())),
            Plain.line(evidence.url().toString(), 100),
            Plain.line(evidence.quote(), 60),
            checked.holds() ? "" : "\n      " + Plain.line(checked.trouble(), 300));
  }
}
