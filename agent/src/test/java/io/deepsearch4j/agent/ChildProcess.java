package io.deepsearch4j.agent;

import io.deepsearch4j.agent.RunQueueConfig.Reach;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A process of its own that walks runs, and dies or waits at a named event.
final class ChildProcess {
  /// What the child does at the named event.
  enum Fate {
    HALT,
    WAIT
  }

  private ChildProcess() {}

  /// Starts a child. An empty run id makes it a worker that waits for work.
  static Process start(
      List<String> database, Reach reach, String run, Path receipts, String event, Fate fate)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ChildProcess.class.getName(),
                reach.name(),
                run,
                receipts.toString(),
                event,
                fate.name()));
    command.addAll(database);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File(receipts + ".child.log"))
        .start();
  }

  static RunStore open(List<String> database) {
    return database.size() == 1
        ? RunStore.open(Path.of(database.getFirst()))
        : RunStore.open(database.get(0), database.get(1), database.get(2));
  }

  static RunQueueConfig quick(Reach reach) {
    return new RunQueueConfig(reach, 2, Duration.ofMillis(50), Duration.ofMillis(250));
  }

  /// Arguments: reach, run, receipts, event, fate, database.
  public static void main(String[] args) throws InterruptedException {
    var reach = Reach.valueOf(args[0]);
    String run = args[1];
    String event = args[3];
    var fate = Fate.valueOf(args[4]);
    RunStore store = open(List.of(args).subList(5, args.length));
    var walk =
        new Walk(
            store,
            Path.of(args[2]),
            happened -> {
              if (happened.equals(event)) {
                meet(fate, Path.of(args[2] + ".reached"));
              }
            });
    RunQueue queue = RunQueue.open(store, walk, quick(reach));
    if (!run.isEmpty()) {
      queue.start(run);
    }
    new CountDownLatch(1).await();
  }

  private static void meet(Fate fate, Path mark) {
    switch (fate) {
      case HALT -> Runtime.getRuntime().halt(9);
      case WAIT -> {
        try {
          Files.writeString(mark, "reached");
          new CountDownLatch(1).await();
        } catch (IOException | InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
