package io.deepsearch4j.cli.bench;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Equipment;
import io.deepsearch4j.agent.Models;
import io.deepsearch4j.agent.Question;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunQueueConfig;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.IsolatedReader;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.web.Crawler;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.LiveWeb;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.SearchConfig;
import io.deepsearch4j.web.SearchProviders;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The agent without a language model on one practice web: the whole path over loopback HTTP.
final class PracticeAgent implements AutoCloseable {
  private final PracticeWeb practice;
  private final IsolatedReader isolated = new IsolatedReader(DocumentsConfig.DEFAULT);
  private final RunStore store;
  private final Runs runs;
  private final Crawler crawler;
  private final SearchProviders search;
  private final PageStore pages;
  private final Embedder embedder;

  /// Which web the agent sees.
  enum Reach {
    /// Search and every page.
    EVERYTHING,
    /// Search, and of the pages only those that the index holds.
    SEARCH_ONLY
  }

  PracticeAgent(long seed, Path home, Embedder embedder, Reach reach) {
    this.practice = PracticeWeb.start(seed, 0);
    this.embedder = embedder;
    this.pages = new PageStore(home.resolve("pages"));
    this.crawler =
        LoopbackWeb.crawler(practice, pages, new FormatReader(DocumentsConfig.DEFAULT, isolated));
    SearchConfig s = SearchConfig.DEFAULT;
    this.search =
        SearchProviders.fromEnvironment(
            Map.of("SEARXNG_URL", practice.searchUrl().toString().replaceAll("/search$", "")),
            new SearchConfig(
                List.of("searxng"),
                1,
                Map.of("searxng", 1_000.0),
                s.patience(),
                s.timeout(),
                s.userAgent(),
                List.of()),
            Clock.systemUTC());
    this.store = RunStore.open(home);
    this.runs = new Runs(store, _ -> equipment(reach), RunQueueConfig.FOREGROUND);
  }

  PracticeWeb practice() {
    return practice;
  }

  /// Asks one question; answers the ended run.
  Run ask(PracticeQuestion question) throws InterruptedException {
    var spec =
        new RunSpec(
            new Question(question.text(), question.language(), LocalDate.now(Clock.systemUTC())),
            List.of(),
            AgentConfig.DEFAULT,
            Map.of(),
            "{}");
    return runs.await(runs.start(spec, Watcher.NOBODY));
  }

  private Equipment equipment(Reach reach) {
    var live = new LiveWeb(search::search, crawler);
    return new Equipment(
        switch (reach) {
          case EVERYTHING -> live;
          case SEARCH_ONLY -> new OnlyIndexed(live, Set.copyOf(practice.indexed()));
        },
        pages,
        Models.none(),
        embedder,
        () -> {});
  }

  /// Opens nothing but what the index holds.
  private record OnlyIndexed(Web web, Set<URI> indexed) implements Web {
    @Override
    public Searched search(Query query) {
      return web.search(query);
    }

    @Override
    public Fetched open(URI url) {
      return indexed.contains(url)
          ? web.open(url)
          : new Fetched.Refused(url, Fetched.Reason.SCOPE, url + " is not in the index");
    }
  }

  @Override
  public void close() {
    runs.close();
    store.close();
    isolated.close();
    practice.close();
  }
}
