package io.deepsearch4j.cli.bench;

import io.deepsearch4j.agent.Equipment;
import io.deepsearch4j.agent.EvidenceCheck;
import io.deepsearch4j.agent.Models;
import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.server.Audience;
import io.deepsearch4j.server.DeepSearchServer;
import io.deepsearch4j.server.Foundation;
import io.deepsearch4j.server.Library;
import io.deepsearch4j.server.ServerConfig;
import io.deepsearch4j.server.Settings;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// A process that serves runs over [Towers] with a model that needs no time; prints its address.
final class StreamingServer {
  static final String TOKEN = "benchmark-token-0123456789";
  private static final int TOWERS = 20;

  private StreamingServer() {}

  /// @param args folder to work in, how many runs at a time
  public static void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(args[0]);
    int parallel = Integer.parseInt(args[1]);
    var pages = new PageStore(home.resolve("pages"));
    Towers towers = Towers.build(home, TOWERS);
    var reader =
        new FormatReader(
            DocumentsConfig.DEFAULT,
            _ -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "there are only texts here"));
    try (var web = towers.open(home, pages);
        var store = RunStore.open(home);
        var audience = new Audience(store, Duration.ofMillis(200));
        var library =
            new Library(
                Map.of(),
                home.resolve("uploads"),
                folder -> {
                  throw new IllegalStateException("a benchmark has no documents in " + folder);
                },
                Clock.systemUTC());
        var runs =
            new Runs(
                store,
                _ ->
                    new Equipment(
                        web,
                        pages,
                        Models.all(TowerScript.model(towers, TOWERS), Price.FREE),
                        Embedder.none(),
                        () -> {}),
                new RunQueueConfig(
                    RunQueueConfig.Reach.ALL_RUNS,
                    parallel,
                    Duration.ofMillis(500),
                    Duration.ofSeconds(3)),
                audience::watcher);
        DeepSearchServer server =
            DeepSearchServer.start(
                new Foundation(
                    runs,
                    store,
                    audience,
                    pages,
                    Map.of(),
                    (_, _) -> TowerRun.spec(),
                    new EvidenceCheck(pages, reader),
                    new NoDocuments(),
                    library,
                    new NoSettings()),
                config(parallel),
                TOKEN,
                Clock.systemUTC(),
                new SecureRandom())) {
      System.out.println(server.address());
      System.out.flush();
      new CountDownLatch(1).await();
    }
  }

  private static ServerConfig config(int parallel) {
    ServerConfig usual = ServerConfig.DEFAULT;
    return new ServerConfig(
        usual.host(),
        0,
        usual.authentication(),
        usual.token(),
        usual.users(),
        usual.documents(),
        usual.hosts(),
        1_000_000,
        parallel,
        1_000,
        1_000,
        usual.maxBytes(),
        usual.maxUpload(),
        usual.heartbeat(),
        usual.traces());
  }

  /// Shows none.
  private static final class NoSettings implements Settings {
    private static final Trial UNTRIED = new Trial(false, "a benchmark tries nothing");

    @Override
    public List<Setting> all() {
      return List.of();
    }

    @Override
    public Trial tryModel() {
      return UNTRIED;
    }

    @Override
    public Trial trySearch() {
      return UNTRIED;
    }
  }

  /// Offers none.
  private static final class NoDocuments implements Web {
    @Override
    public Searched search(Query query) {
      return new Searched.Nothing("documents");
    }

    @Override
    public Fetched open(URI url) {
      return new Fetched.Unreachable(url, 404, "there is none");
    }
  }
}
