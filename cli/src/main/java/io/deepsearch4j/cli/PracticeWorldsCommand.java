package io.deepsearch4j.cli;

import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.practice.QuestionWish;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `deepsearch practice worlds`: how large practice webs are.
@Command(
    name = "worlds",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists practice webs by seed: sites, pages, facts, and questions by hops.",
    footer = {"", "Example:", "  deepsearch practice worlds --seeds 1-5"})
final class PracticeWorldsCommand implements Callable<Integer> {
  private static final int MOST_COUNTED = 5_000;
  private static final int MOST_HOPS = 4;

  private final Console console;

  @Option(
      names = "--seeds",
      paramLabel = "FIRST-LAST",
      defaultValue = "1-5",
      description = "Which webs; 1-5 if not given.")
  private String seeds = "1-5";

  PracticeWorldsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Logs.start(false);
    SeedRange range = SeedRange.of("--seeds", seeds);
    var table =
        new Table("seed", "sites", "addresses", "indexed", "facts", "1 hop", "2", "3", "4 hops");
    for (long seed = range.first(); seed <= range.last(); seed++) {
      try (PracticeWeb web = PracticeWeb.start(seed, 0)) {
        List<String> questions =
            IntStream.rangeClosed(1, MOST_HOPS)
                .map(hops -> web.questions().of(QuestionWish.of(hops, MOST_COUNTED)).size())
                .mapToObj(Integer::toString)
                .toList();
        table.row(
            Long.toString(seed),
            Integer.toString(web.sites().size()),
            Integer.toString(web.addresses().size()),
            Integer.toString(web.indexed().size()),
            Integer.toString(web.facts().all().size()),
            questions.get(0),
            questions.get(1),
            questions.get(2),
            questions.get(3));
      }
    }
    table.print(console.out());
    console.out().flush();
    return Exit.DONE;
  }
}
