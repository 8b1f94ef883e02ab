package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.ScriptedChatModel;
import io.deepsearch4j.documents.Embedder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A process of its own that starts a whole run with a scripted model, and dies at one of its
/// events: before an outward call, or after a step was stored.
final class AgentProcess {
  static final int DIED = 9;

  private AgentProcess() {}

  /// Starts a child whose run dies at an event, from 1.
  ///
  /// @param home for its pages; they must be in reach of whoever resumes the run
  static Process start(List<String> database, Path home, int event) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                AgentProcess.class.getName(),
                home.toString(),
                String.valueOf(event)));
    command.addAll(database);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File(home + ".log"))
        .start();
  }

  static ScriptedChatModel model() {
    return Script.model(
        "The tower is 330 m high.",
        DeepSearchTest.SEARCH,
        DeepSearchTest.OPEN,
        DeepSearchTest.ASK,
        DeepSearchTest.FINISH);
  }

  static TestPages pages(Path home) {
    return new TestPages(home)
        .page("https://tower.example/", "The tower\nThe tower is 330 m high.");
  }

  static Runs runs(RunStore store, Path home) {
    TestPages web = pages(home);
    return new Runs(
        store,
        _ ->
            new Equipment(
                web, web.store(), Models.all(model(), TestRuns.PRICE), Embedder.none(), () -> {}),
        ChildProcess.quick(RunQueueConfig.Reach.OWN_RUNS));
  }

  static RunSpec spec() {
    return TestRuns.spec("How high is the tower?", AgentConfig.DEFAULT, "scripted");
  }

  /// Arguments: home, event, database.
  public static void main(String[] args) throws InterruptedException {
    RunStore store = ChildProcess.open(List.of(args).subList(2, args.length));
    Runs runs = runs(store, Path.of(args[0]));
    var death = new Counter(Integer.parseInt(args[1]), () -> Runtime.getRuntime().halt(DIED));
    runs.await(runs.start(spec(), death));
    System.exit(0);
  }

  /// Counts the events of a run and does something at one of them.
  static final class Counter implements Watcher {
    private final AtomicInteger events = new AtomicInteger();
    private final int event;
    private final Runnable then;

    Counter(int event, Runnable then) {
      this.event = event;
      this.then = then;
    }

    int events() {
      return events.get();
    }

    @Override
    public void step(int position, Step step) {
      count();
    }

    @Override
    public void waitingFor(CallKind kind, String what) {
      count();
    }

    @Override
    public void piece(Part part, Delta delta) {}

    private void count() {
      if (events.incrementAndGet() == event) {
        then.run();
      }
    }
  }
}
