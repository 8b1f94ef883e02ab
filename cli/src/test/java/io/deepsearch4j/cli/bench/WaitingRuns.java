package io.deepsearch4j.cli.bench;

import io.deepsearch4j.agent.Equipment;
import io.deepsearch4j.agent.Models;
import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.chat.ChatConfig;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.chat.RemoteChatModel;
import io.deepsearch4j.documents.BgeEmbedder;
import io.deepsearch4j.web.PageStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A process that works on many runs at once and, once a line comes in, tells the memory it takes:
/// heap in use after a collection, resident memory before it, and the most that was resident; all
/// in bytes, the last two zero where the system does not tell.
final class WaitingRuns {
  private static final Path STATUS = Path.of("/proc/self/status");

  private WaitingRuns() {}

  /// @param args folder to work in, address of the endpoint, number of runs
  public static void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(args[0]);
    int count = Integer.parseInt(args[2]);
    var model =
        RemoteChatModel.open(
            ChatConfig.DEFAULT.withModel("vllm:stub-model").withBaseUrl(args[1]), Map.of());
    var pages = new PageStore(home.resolve("pages"));
    var queue =
        new RunQueueConfig(
            RunQueueConfig.Reach.OWN_RUNS,
            count,
            RunQueueConfig.FOREGROUND.poll(),
            RunQueueConfig.FOREGROUND.heartbeat());
    try (var embedder = new BgeEmbedder(2);
        var web = Towers.build(home, 1).open(home, pages);
        var store = RunStore.open(home)) {
      var equipment = new Equipment(web, pages, Models.all(model, Price.FREE), embedder, () -> {});
      try (var runs = new Runs(store, _ -> equipment, queue)) {
        for (int run = 0; run < count; run++) {
          runs.start(TowerRun.spec(), Watcher.NOBODY);
        }
        if (System.in.read() >= 0) {
          tell();
        }
      }
    }
    System.exit(0);
  }

  private static void tell() throws IOException {
    long resident = kilobytes("VmRSS:");
    long peak = kilobytes("VmHWM:");
    System.gc();
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.println(heap + " " + resident * 1024 + " " + peak * 1024);
    System.out.flush();
  }

  private static long kilobytes(String key) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
