package io.deepsearch4j.cli;

import io.deepsearch4j.practice.PracticeWeb;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `deepsearch practice serve`: serves a practice web until Ctrl-C.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Serves a practice web on this machine until Ctrl-C.",
    footer = {"", "Example:", "  deepsearch practice serve --seed 7"})
final class PracticeServeCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "2",
      description = "Which web; 2 if not given.")
  private long seed = 2;

  PracticeServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Logs.start(false);
    var end = new CountDownLatch(1);
    try (PracticeWeb web = PracticeWeb.start(seed, PracticePort.of(seed));
        var _ = new CtrlC(new Screen(console.err(), 0), end::countDown)) {
      web.sites().forEach(site -> console.out().println(web.address(site)));
      console.out().println(web.searchUrl() + "?q=WORDS&format=json");
      console.out().flush();
      console.tell(
          "serving the practice web "
              + seed
              + "; to read it in a run of its own, allow "
              + web.allowEntry()
              + " in web.allow and set SEARXNG_URL; Ctrl-C ends it");
      end.await();
    }
    return Exit.DONE;
  }
}
