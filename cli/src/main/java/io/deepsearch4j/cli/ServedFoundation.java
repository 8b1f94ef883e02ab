package io.deepsearch4j.cli;

import io.deepsearch4j.agent.EvidenceCheck;
import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.server.Audience;
import io.deepsearch4j.server.Foundation;
import io.deepsearch4j.server.Library;
import io.deepsearch4j.server.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What every door of the server stands on, opened from the settings.
final class ServedFoundation implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration QUEUE_POLL = Duration.ofMillis(500);
  private static final Duration QUEUE_HEARTBEAT = Duration.ofSeconds(3);

  /// With a model or a search engine that is tried out.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Foundation foundation;

  ServedFoundation(SettingsTree tree, Config config, Console console) {
    try {
      this.foundation = foundation(tree, config, console);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Foundation foundation(SettingsTree tree, Config config, Console console) {
    var wiring =
        keep(
            new Wiring(
                config.folder(), console.environment(), IndexingWatcher.NOBODY, config.mcp()));
    RunStore store = keep(Wiring.store(config));
    var audience = keep(new Audience(store, POLL));
    var queue =
        new RunQueueConfig(
            RunQueueConfig.Reach.ALL_RUNS, config.server().parallel(), QUEUE_POLL, QUEUE_HEARTBEAT);
    var served = ServedModels.of(config, wiring);
    var library = keep(library(config, console, wiring));
    return new Foundation(
        keep(new Runs(store, wiring, queue, audience::watcher)),
        store,
        audience,
        wiring.pages(),
        served.models(),
        new Wishes(
            tree,
            console.environment(),
            console.folder(),
            wiring,
            served,
            library,
            Clock.system(ZoneId.systemDefault())),
        new EvidenceCheck(wiring.pages(), wiring.reader(config.documents())),
        new OfferedDocuments(
            List.copyOf(config.server().documents().values()),
            sources -> wiring.open(sources, config)),
        library,
        settings(tree, config, console, wiring));
  }

  private static Library library(Config config, Console console, Wiring wiring) {
    return new Library(
        config.server().documents().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    offered -> console.folder().resolve(offered.getValue()).normalize())),
        config.folder().resolve("uploads"),
        folder -> wiring.documents(folder, config),
        Clock.systemUTC());
  }

  private static Settings settings(
      SettingsTree tree, Config config, Console console, Wiring wiring) {
    KnownSecrets secrets =
        KnownSecrets.of(console.environment())
            .and(tree, console.environment())
            .andTheOneIn(config.folder().resolve(ServeCommand.TOKEN_FILE));
    return new ServedSettings(
        new ShownSettings(tree, secrets, console.environment()).all(),
        new Doctor(config, wiring, console.environment()),
        secrets,
        PATIENCE);
  }

  Foundation foundation() {
    return foundation;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        throw new IllegalStateException("something that was opened cannot be closed", e);
      }
    }
  }

  private <T extends AutoCloseable> T keep(T one) {
    opened.push(one);
    return one;
  }
}
