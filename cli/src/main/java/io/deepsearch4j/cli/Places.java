package io.deepsearch4j.cli;

import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.web.Crawler;
import io.deepsearch4j.web.FolderConfig;
import io.deepsearch4j.web.FolderWeb;
import io.deepsearch4j.web.Indexed;
import io.deepsearch4j.web.JoinedWeb;
import io.deepsearch4j.web.LiveWeb;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Scope;
import io.deepsearch4j.web.SearchProviders;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.SiteWeb;
import io.deepsearch4j.web.Web;
import io.deepsearch4j.web.WebConfig;
import io.deepsearch4j.web.WebException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

/// The places that one run looks at, open.
final class Places implements AutoCloseable {
  private final Web web;
  private final Optional<String> trouble;
  private final Deque<AutoCloseable> opened;

  /// What places are made of.
  record Means(
      Config config,
      Map<String, String> environment,
      Path home,
      PageStore pages,
      DocumentReader reader,
      IndexingWatcher indexing,
      PracticeWebs practice,
      Clock clock) {

    /// A folder as a small internet; must be closed.
    FolderWeb folder(Path folder) {
      return new FolderWeb(
          folder, home.resolve("index"), reader, pages, FolderConfig.DEFAULT, clock);
    }
  }

  private Places(Web web, Optional<String> trouble, Deque<AutoCloseable> opened) {
    this.web = web;
    this.trouble = trouble;
    this.opened = opened;
  }

  /// @throws WebException where a folder or the practice web cannot be opened
  static Places open(
      Sources sources, Means means, BiFunction<WebConfig, DocumentReader, Crawler> crawlers) {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      return new Opening(means, crawlers, opened).places(sources);
    } catch (RuntimeException e) {
      closeAll(opened);
      throw e;
    }
  }

  Web web() {
    return web;
  }

  /// Why there is nothing to be had from the site, if that is known already.
  Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void close() {
    closeAll(opened);
  }

  private static void closeAll(Deque<AutoCloseable> opened) {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        throw new IllegalStateException("a place cannot be closed", e);
      }
    }
  }

  /// The making of them.
  private record Opening(
      Means means,
      BiFunction<WebConfig, DocumentReader, Crawler> crawlers,
      Deque<AutoCloseable> opened) {

    private Places places(Sources sources) {
      List<JoinedWeb.Part> parts = new ArrayList<>();
      if (!sources.folders().isEmpty()) {
        List<Web> folders =
            sources.folders().stream().map(folder -> folder(Path.of(folder))).toList();
        parts.add(JoinedWeb.Part.files(new Folders(folders)));
      }
      Optional<String> trouble = Optional.empty();
      switch (sources.pages()) {
        case Sources.NoPages _ -> {}
        case Sources.Internet _ -> parts.add(JoinedWeb.Part.pages(internet()));
        case Sources.Site(var home) -> {
          SiteWeb site = site(home);
          trouble = trouble(site);
          parts.add(JoinedWeb.Part.pages(site));
        }
        case Sources.Practice place -> parts.add(JoinedWeb.Part.pages(practice(place)));
      }
      Web web = parts.size() == 1 ? parts.getFirst().web() : new JoinedWeb(parts);
      return new Places(web, trouble, opened);
    }

    private Web folder(Path folder) {
      FolderWeb web = means.folder(folder);
      opened.push(web);
      try {
        Indexed indexed = web.refresh(progress -> means.indexing().progress(folder, progress));
        means.indexing().done(folder, indexed);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("indexing " + folder + " was cancelled");
      }
      return web;
    }

    private Web internet() {
      var providers =
          SearchProviders.fromEnvironment(
              means.environment(), means.config().search(), means.clock());
      return new LiveWeb(providers::search, crawlers.apply(means.config().web(), means.reader()));
    }

    private SiteWeb site(URI home) {
      return new SiteWeb(
          crawlers.apply(means.config().web(), means.reader()), home, Scope.domain(home));
    }

    private static Optional<String> trouble(SiteWeb site) {
      return switch (site.search(Query.of("home"))) {
        case Searched.Found _, Searched.Nothing _, Searched.Throttled _ -> Optional.empty();
        case Searched.Refused(_, var why) -> Optional.of(why);
        case Searched.Broken(_, var why) -> Optional.of(why);
      };
    }

    private Web practice(Sources.Practice place) {
      PracticeWebs.Lease lease = means.practice().lease(place);
      opened.push(lease);
      return PracticePlace.of(lease.web(), means, crawlers).web();
    }
  }
}
