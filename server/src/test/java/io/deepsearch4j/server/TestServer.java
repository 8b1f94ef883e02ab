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
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.web.FolderConfig;
import io.deepsearch4j.web.FolderWeb;
import io.deepsearch4j.web.PageStore;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A real server on a free port over a store in a folder, with a scripted model and a little web.
final class TestServer implements AutoCloseable {
  static final String TOKEN = "owner-token-0123456789";
  static final String ADA = "ada-token-0123456789-a";
  static final String BOB = "bob-token-0123456789-b";
  static final Price PRICE =
      new Price(new BigDecimal("2"), new BigDecimal("1"), new BigDecimal("8"));

  final RunStore store;
  final Runs runs;
  final Audience audience;
  private final Library library;
  private final DeepSearchServer server;

  private TestServer(
      Path folder,
      RunStore store,
      Tower tower,
      ChatModel model,
      Map<String, ChatModel> models,
      ServerConfig config) {
    this.store = store;
    this.audience = new Audience(store, Duration.ofMillis(50));
    this.library = library(folder, tower.pages());
    this.runs =
        new Runs(
            store,
            _ ->
                new Equipment(
                    tower, tower.pages(), Models.all(model, PRICE), Embedder.none(), () -> {}),
            new RunQueueConfig(
                RunQueueConfig.Reach.ALL_RUNS,
                config.parallel(),
                Duration.ofMillis(50),
                Duration.ofMillis(500)),
            audience::watcher);
    try {
      this.server =
          DeepSearchServer.start(
              new Foundation(
                  runs,
                  store,
                  audience,
                  tower.pages(),
                  models,
                  spec(model.name()),
                  new EvidenceCheck(tower.pages(), Tower.READER),
                  new Leaflet(tower.pages()),
                  library,
                  new ScriptedSettings()),
              config,
              config.authentication() == ServerConfig.Authentication.TOKEN ? TOKEN : "",
              Clock.systemUTC(),
              new SecureRandom());
    } catch (RuntimeException e) {
      library.close();
      runs.close();
      audience.close();
      store.close();
      throw e;
    }
  }

  static TestServer start(Path folder, ChatModel model) {
    return start(folder, model, "The tower", Map.of(), UnaryOperator.identity());
  }

  /// @param title of the only page of the web
  /// @param models served beside the agent
  static TestServer start(
      Path folder,
      ChatModel model,
      String title,
      Map<String, ChatModel> models,
      UnaryOperator<ServerConfig> settings) {
    return new TestServer(
        folder,
        RunStore.open(folder),
        new Tower(new PageStore(folder.resolve("pages")), title),
        model,
        models,
        settings.apply(config()));
  }

  /// One of several servers over one database.
  static TestServer over(RunStore store, Path folder, ChatModel model) {
    return new TestServer(
        folder,
        store,
        new Tower(new PageStore(folder.resolve("pages")), "The tower"),
        model,
        Map.of(),
        config());
  }

  static ServerConfig config() {
    return new ServerConfig(
        "127.0.0.1",
        0,
        ServerConfig.Authentication.TOKEN,
        "",
        Map.of("ada", ADA, "bob", BOB),
        Map.of(),
        List.of(),
        100_000,
        4,
        20,
        50,
        1_000_000,
        100_000,
        Duration.ofMillis(500),
        "");
  }

  private static BiFunction<RunWish, String, RunSpec> spec(String model) {
    var named = new RunSpec.Named(model, PRICE);
    return (wish, _) -> {
      if (!wish.places().documents().isEmpty()) {
        throw new IllegalArgumentException("there are no documents of that name");
      }
      if (!wish.model().isEmpty()) {
        throw new IllegalArgumentException("there is no model of that name");
      }
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
    };
  }

  /// The library over a folder, without offered documents; it reads text.
  static Library library(Path folder, PageStore pages) {
    return new Library(
        Map.of(),
        folder.resolve("uploads"),
        documents ->
            new FolderWeb(
                documents,
                folder.resolve("index"),
                Tower.READER,
                pages,
                FolderConfig.DEFAULT,
                Clock.systemUTC()),
        Clock.systemUTC());
  }

  /// How many watch runs now.
  int seats() {
    return audience.seats();
  }

  URI address() {
    return server.address();
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), address().getPort());
  }

  Client client() {
    return new Client(address(), TOKEN);
  }

  Client client(String token) {
    return new Client(address(), token);
  }

  @Override
  public void close() {
    server.close();
    library.close();
    runs.close();
    store.close();
  }
}
