package io.deepsearch4j.server;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Equipment;
import io.deepsearch4j.agent.EvidenceCheck;
import io.deepsearch4j.agent.Models;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Question;
import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.web.PageStore;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A real server over the made-up coast, for a browser to work with.
final class PageServer implements AutoCloseable {
  static final String TOKEN = TestServer.TOKEN;

  private final RunStore store;
  private final Runs runs;
  private final Library library;
  private final DeepSearchServer server;

  /// @param hallTitle of the first page that the model opens
  PageServer(Path folder, ChatModel model, String hallTitle) {
    this.store = RunStore.open(folder);
    var coast = new Lighthouse(new PageStore(folder.resolve("pages")), hallTitle);
    var audience = new Audience(store, Duration.ofMillis(50));
    this.runs =
        new Runs(
            store,
            _ ->
                new Equipment(
                    coast,
                    coast.pages(),
                    Models.all(model, TestServer.PRICE),
                    Embedder.none(),
                    () -> {}),
            new RunQueueConfig(
                RunQueueConfig.Reach.ALL_RUNS, 4, Duration.ofMillis(50), Duration.ofMillis(500)),
            audience::watcher);
    this.library = TestServer.library(folder, coast.pages());
    this.server =
        DeepSearchServer.start(
            new Foundation(
                runs,
                store,
                audience,
                coast.pages(),
                Map.of(),
                (wish, _) -> spec(wish),
                new AnswerReports(store),
                new EvidenceCheck(coast.pages(), Tower.READER),
                new Leaflet(coast.pages()),
                library,
                new ScriptedSettings()),
            TestServer.config(),
            TOKEN,
            Clock.systemUTC(),
            new SecureRandom());
  }

  private static RunSpec spec(RunWish wish) {
    var named = new RunSpec.Named("scripted", TestServer.PRICE);
    return new RunSpec(
        new Question(wish.question(), "en", LocalDate.of(2026, 1, 15)),
        List.of(),
        new AgentConfig(
            wish.depth(),
            wish.maxSteps(),
            wish.maxMinutes(),
            0,
            wish.maxCost(),
            1,
            0,
            AgentConfig.DEFAULT.policy(),
            AgentConfig.DEFAULT.window(),
            AgentConfig.DEFAULT.pace(),
            AgentConfig.DEFAULT.style()),
        Arrays.stream(Part.values()).collect(Collectors.toMap(part -> part, _ -> named)),
        "{}",
        wish.approval());
  }

  URI address() {
    return server.address();
  }

  Client client() {
    return new Client(address(), TOKEN);
  }

  @Override
  public void close() {
    server.close();
    library.close();
    runs.close();
    store.close();
  }
}
