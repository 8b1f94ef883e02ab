package io.deepsearch4j.cli;

import io.deepsearch4j.agent.EvidenceCheck;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.report.BundleCheck;
import io.deepsearch4j.report.Plain;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `deepsearch runs verify`: checks all evidence of a run, or a whole bundle, again, offline.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks the evidence of a run again, offline: stored bytes, text read from them, quotes.",
      "A bundle, which runs bundle makes, is checked as a whole, on any machine.",
      "Ends with 1 if anything does not hold."
    },
    footer = {"", "Examples:", "  deepsearch runs verify RUN", "  deepsearch runs verify RUN.zip"})
final class RunsVerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "RUN|BUNDLE",
      description = "The run's name, as runs list prints it; or a bundle's zip file or folder.")
  private String id = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  RunsVerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Config config = settings.config(console);
    return isPath(id) ? bundle(config) : run(config);
  }

  /// A run's name has neither dot nor slash.
  private boolean isPath(String name) {
    return name.contains(".") || name.contains("/") || Files.exists(console.folder().resolve(name));
  }

  private int bundle(Config config) {
    try (var wiring = new Wiring(config.folder(), console.environment(), IndexingWatcher.NOBODY)) {
      BundleCheck.Result result =
          new BundleCheck(wiring.reader(config.documents())).check(console.folder().resolve(id));
      result.checked().forEach(one -> console.out().println(line(one)));
      long broken = result.checked().stream().filter(one -> !one.holds()).count();
      console.tell("run " + result.run() + ", manifest " + result.manifestSha256());
      console.tell(
          broken == 0
              ? "all " + result.checked().size() + " checks hold"
              : broken + " of " + result.checked().size() + " checks do not hold");
      return broken == 0 ? Exit.DONE : Exit.FAILED;
    }
  }

  private static String line(BundleCheck.Checked checked) {
    return "%-5s %-9s %s%s"
        .formatted(
            checked.holds() ? "ok" : "fail",
            checked.kind(),
            Plain.line(checked.what(), 120),
            checked.holds() ? "" : "\n      " + Plain.line(checked.trouble(), 300));
  }

  private int run(Config config) {
    try (RunStore store = Wiring.store(config);
        var wiring = new Wiring(config.folder(), console.environment(), IndexingWatcher.NOBODY)) {
      var _ = StoredRun.of(store, id);
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
