package io.deepsearch4j.server;

import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Hit;
import io.deepsearch4j.web.Page;
import io.deepsearch4j.web.PageStore;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import io.deepsearch4j.web.Web;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The offered documents of a test: one leaflet about lifts.
final class Leaflet implements Web {
  static final URI FILE = URI.create("file:///documents/leaflet.txt");
  static final String TEXT = "The lift of the tower carries 40 people.";

  private final PageStore pages;

  Leaflet(PageStore pages) {
    this.pages = pages;
  }

  @Override
  public Searched search(Query query) {
    return query.text().toLowerCase(Locale.ROOT).contains("lift")
        ? new Searched.Found(List.of(new Hit(1, "Leaflet", FILE, TEXT, "", "folder")))
        : new Searched.Nothing("folder");
  }

  @Override
  public Fetched open(URI url) {
    if (!url.equals(FILE)) {
      return new Fetched.Refused(url, Fetched.Reason.ADDRESS, "it is outside");
    }
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    String sha256 = pages.keep(bytes);
    return switch (Tower.READER.read(new Source(bytes, "text/plain", url))) {
      case Reading.Unreadable(_, var why) -> throw new IllegalStateException(why);
      case Reading.Read(var document) ->
          new Fetched.Opened(
              new Page(
                  PageStore.pageId(url, sha256),
                  url,
                  url,
                  List.of(),
                  "text/plain",
                  sha256,
                  bytes.length,
                  PageStore.sha256(bytes),
                  Instant.EPOCH,
                  "local file"),
              document);
    };
  }
}
