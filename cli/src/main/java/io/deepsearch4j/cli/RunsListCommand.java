package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.report.Plain;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch runs list`: the newest runs, one a line.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the newest runs, newest first.",
    footer = {"", "Example:", "  deepsearch runs list --limit 5"})
final class RunsListCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private final Console console;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many; 20 if not given.")
  private int limit = 20;

  @Mixin private SettingFlags settings = new SettingFlags();

  RunsListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new SettingException("--limit must be at least 1, not " + limit);
    }
    try (RunStore store = Wiring.store(settings.config(console))) {
      List<Run> runs = store.list(limit);
      runs.forEach(run -> console.out().println(line(run)));
      if (runs.isEmpty()) {
        console.tell("there are no runs yet; ask a question with deepsearch ask");
      }
    }
    return Exit.DONE;
  }

  private static String line(Run run) {
    return "%s  %-10s %s  %s"
        .formatted(
            run.id(),
            run.state().name().toLowerCase(Locale.ROOT),
            TIME.format(run.created().atZone(ZoneId.systemDefault())),
            Plain.line(run.question(), 80));
  }
}
