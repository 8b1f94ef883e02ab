package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.documents.BinaryReader;
import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.DocumentsConfig;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.FormatReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.web.Crawler;
import io.deepsearch4j.web.LiveWeb;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Scope;
import io.deepsearch4j.web.SearchConfig;
import io.deepsearch4j.web.SearchProviders;
import io.deepsearch4j.web.SiteWeb;
import io.deepsearch4j.web.Web;
import io.deepsearch4j.web.WebConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Whole runs on a practice web: the real crawler over loopback HTTP, the real readers in this
/// process, a real store. Only the model is made up.
final class PracticeRuns implements AutoCloseable {
  final RunStore store;
  final PageStore pages;
  final DocumentReader reader = reader();
  private final PracticeWeb practice;
  private final Crawler crawler;

  PracticeRuns(PracticeWeb practice, Path home) {
    this.practice = practice;
    this.store = RunStore.open(home);
    this.pages = new PageStore(home.resolve("pages"));
    WebConfig d = WebConfig.DEFAULT;
    var config =
        new WebConfig(
            d.userAgent(),
            List.of(practice.allowEntry()),
            1_000,
            d.inFlightPerHost(),
            d.connectTimeout(),
            d.fetchTimeout(),
            d.maxBytes(),
            d.maxRedirects(),
            d.retries());
    this.crawler = new Crawler(config, pages, reader, Clock.systemUTC(), new Random(1));
  }

  static DocumentReader reader() {
    var text =
        new FormatReader(
            DocumentsConfig.DEFAULT,
            _ -> new Reading.Unreadable(Reading.Reason.UNSUPPORTED, "text formats only"));
    return new FormatReader(
        DocumentsConfig.DEFAULT, new BinaryReader(DocumentsConfig.DEFAULT, text));
  }

  /// Nothing but the site of this address.
  Web site(URI address) {
    return new SiteWeb(crawler, address.resolve("/"), Scope.host(address));
  }

  /// All of the practice web, with its search engine.
  Web everything() {
    SearchConfig d = SearchConfig.DEFAULT;
    var search =
        SearchProviders.fromEnvironment(
            Map.of("SEARXNG_URL", practice.searchUrl().toString().replaceAll("/search$", "")),
            new SearchConfig(
                List.of("searxng"),
                1,
                Map.of("searxng", 1_000.0),
                d.patience(),
                d.timeout(),
                d.userAgent(),
                List.of()),
            Clock.systemUTC());
    return new LiveWeb(search::search, crawler);
  }

  /// Works on a question in this thread until its run has ended; answers the run.
  Run ask(String question, Web web, ChatModel model, URI... seeds) throws InterruptedException {
    RunSpec spec = TestRuns.spec(question, AgentConfig.DEFAULT, model.name(), seeds);
    String id = store.create(question, spec.json());
    store.setState(id, RunState.RUNNING, "");
    new RunWork(
            store,
            _ ->
                new Equipment(
                    web, pages, Models.all(model, TestRuns.PRICE), Embedder.none(), () -> {}),
            _ -> Watcher.NOBODY)
        .run(id);
    return store.known(id);
  }

  List<Step> steps(Run run) {
    return StepJson.steps(store, run.id());
  }

  @Override
  public void close() {
    store.close();
  }
}
