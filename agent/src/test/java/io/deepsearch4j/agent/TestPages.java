package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Link;
import io.deepsearch4j.documents.Locator;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Hit;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// A little web for tests: pages of plain text with links, found by any of their words. Counts what
/// it is asked.
final class TestPages implements Web {
  private final PageStore store;
  private final Map<URI, Fetched> pages = new LinkedHashMap<>();
  final AtomicInteger searches = new AtomicInteger();
  final AtomicInteger visits = new AtomicInteger();

  TestPages(Path folder) {
    this.store = new PageStore(folder);
  }

  PageStore store() {
    return store;
  }

  /// Adds a page; its first line is the title.
  TestPages page(String url, String text, String... links) {
    URI address = URI.create(url);
    String title = text.lines().findFirst().orElse("");
    var blocks = new ArrayList<Block>();
    int start = 0;
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        blocks.add(
            new Block(
                Block.Kind.PARAGRAPH,
                0,
                start,
                start + line.length(),
                new Locator.Line(blocks.size() + 1),
                true));
      }
      start += line.length() + 1;
    }
    List<Link> anchors =
        Arrays.stream(links)
            .map(link -> new Link(URI.create(link), link, "", "", Link.Kind.PAGE, text.length()))
            .toList();
    var document =
        new Document("text/plain", title, "", "en", text, blocks, List.of(), anchors, List.of());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String sha256 = store.keep(bytes);
    var page =
        new Page(
            PageStore.pageId(address, sha256),
            address,
            address,
            List.of(),
            "text/plain",
            sha256,
            bytes.length,
            sha256,
            Instant.EPOCH,
            "no robots.txt");
    store.keep(page, document);
    pages.put(address, new Fetched.Opened(page, document));
    return this;
  }

  /// Adds an address that leads to a page which is there.
  TestPages moved(String from, String to) {
    pages.put(URI.create(from), Objects.requireNonNull(pages.get(URI.create(to))));
    return this;
  }

  TestPages missing(String url) {
    URI address = URI.create(url);
    pages.put(address, new Fetched.Unreachable(address, 404, "there is nothing"));
    return this;
  }

  @Override
  public Searched search(Query query) {
    searches.incrementAndGet();
    var hits = new ArrayList<Hit>();
    List<String> words = List.of(query.text().toLowerCase(Locale.ROOT).split("\\W+"));
    pages.forEach(
        (url, fetched) -> {
          if (fetched instanceof Fetched.Opened(_, var document)
              && words.stream().anyMatch(document.text().toLowerCase(Locale.ROOT)::contains)) {
            hits.add(new Hit(hits.size() + 1, document.title(), url, document.title(), "", "test"));
          }
        });
    return hits.isEmpty() ? new Searched.Nothing("test") : new Searched.Found(hits);
  }

  @Override
  public Fetched open(URI url) {
    visits.incrementAndGet();
    return pages.getOrDefault(url, new Fetched.Unreachable(url, 404, "there is nothing"));
  }
}
