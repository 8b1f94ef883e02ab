package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Approval;
import io.deepsearch4j.agent.Resumption;
import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.report.RunRecord;
import io.deepsearch4j.web.WebException;
import java.io.PrintStream;

/// Works on one run before the user's eyes, until it ends or the user cancels it.
final class Foreground {
  private final Console console;
  private final Screen screen;
  private final boolean quiet;

  Foreground(Console console, boolean quiet) {
    this.console = console;
    this.screen = new Screen(console.err(), quiet ? 0 : console.columns());
    this.quiet = quiet;
  }

  /// How a run is brought to life.
  private interface Beginning {
    String begin(Runs runs, Watcher watcher);
  }

  /// Asks a question and waits for the answer.
  RunRecord ask(Config config, Asking asking) throws InterruptedException {
    Errand errand = asking.errand();
    Thread caller = Thread.currentThread();
    try (var wiring = wiring(config);
        var ctrlC = new CtrlC(screen, caller::interrupt)) {
      var models = wiring.named(config);
      Places places = prepared(wiring, errand);
      if (places.trouble().isPresent()) {
        throw new WebException(places.trouble().get());
      }
      var spec =
          new RunSpec(
              asking.question(),
              asking.seeds(),
              wiring.agent(config),
              models,
              errand.json(),
              Approval.NOT_NEEDED,
              wiring.tools(config, errand.sources()));
      return work(config, wiring, ctrlC, (runs, watcher) -> runs.start(spec, watcher));
    }
  }

  // What cannot be opened before the run begins was named wrongly.
  private static Places prepared(Wiring wiring, Errand errand) throws InterruptedException {
    try {
      return wiring.prepare(errand);
    } catch (WebException e) {
      throw new SettingException(String.valueOf(e.getMessage()), e);
    }
  }

  /// Goes on with a stored run and waits for the answer.
  RunRecord resume(Config config, String id) throws InterruptedException {
    Thread caller = Thread.currentThread();
    try (var wiring = wiring(config);
        var ctrlC = new CtrlC(screen, caller::interrupt)) {
      return work(
          config,
          wiring,
          ctrlC,
          (runs, watcher) ->
              switch (runs.resume(id, watcher)) {
                case Resumption.Resumed _ -> id;
                case Resumption.Refused(var why) -> throw new SettingException(why);
              });
    }
  }

  private Wiring wiring(Config config) {
    return new Wiring(
        config.folder(),
        console.environment(),
        quiet ? IndexingWatcher.NOBODY : new IndexingProgress(screen),
        config.mcp());
  }

  private RunRecord work(Config config, Wiring wiring, CtrlC ctrlC, Beginning beginning)
      throws InterruptedException {
    PrintStream before = System.err;
    if (screen.isTerminal()) {
      System.setErr(screen.forLogs());
    }
    try (RunStore store = Wiring.store(config);
        Runs runs = new Runs(store, wiring, RunQueueConfig.FOREGROUND)) {
      var progress = new Progress(screen, System::nanoTime);
      String id = beginning.begin(runs, quiet ? Watcher.NOBODY : progress);
      ctrlC.means(() -> Thread.ofVirtual().start(() -> runs.cancel(id)));
      if (!quiet) {
        screen.line("%-8s %s".formatted("run", id));
        progress.start();
      }
      try {
        runs.await(id);
      } finally {
        progress.close();
      }
      if (!quiet) {
        screen.line("%-8s %s".formatted("done", progress.tally()));
      }
      return StoredRun.of(store, id);
    } finally {
      System.setErr(before);
    }
  }
}
