package io.deepsearch4j.practice;

import java.net.URI;
import java.util.List;
import java.util.Map;

/// A made-up web, served on the loopback interface: every site is `NAME.localhost` on one port. The
/// same seed gives the same bytes everywhere but for the port in addresses. Attachments are made
/// when first asked for. Safe to share between threads.
public final class PracticeWeb implements AutoCloseable {
  private final PracticeServer server;
  private final Almanac almanac;
  private final Map<URI, Resource> resources;
  private final SearchIndex index;
  private final LinkGraph links;
  private final PracticeQuestions questions;

  private PracticeWeb(long seed, int port) {
    server = new PracticeServer(port);
    almanac = Almanac.of(seed, server.addresses());
    resources = PracticeSites.of(almanac);
    index =
        new SearchIndex(
            resources.values().stream()
                .filter(Resource.Page.class::isInstance)
                .map(Resource.Page.class::cast)
                .toList());
    links = new LinkGraph(resources);
    questions = new PracticeQuestions(almanac, links, index);
    server.open(resources, index);
  }

  /// Starts serving the world of a seed.
  ///
  /// @param port 0 for any free one
  public static PracticeWeb start(long seed, int port) {
    return new PracticeWeb(seed, port);
  }

  /// The home page of a site, by its name (`news`, `directory` or one of [#sites]).
  public URI address(String site) {
    return server.addresses().of(site, "/");
  }

  /// The names of all sites.
  public List<String> sites() {
    return resources.keySet().stream()
        .map(url -> url.getHost().substring(0, url.getHost().indexOf('.')))
        .distinct()
        .sorted()
        .toList();
  }

  /// A search endpoint that answers as SearXNG does: `?q=…&format=json`.
  public URI searchUrl() {
    return URI.create(
        "http://" + PracticeServer.SEARCH_HOST + ":" + server.addresses().port() + "/search");
  }

  /// What an egress guard must allow so that this web can be reached.
  public String allowEntry() {
    return "*.localhost:" + server.addresses().port();
  }

  /// The one port of all sites.
  public int port() {
    return server.addresses().port();
  }

  /// What is true here.
  public FactTable facts() {
    return almanac.facts();
  }

  /// Which page leads to which.
  public LinkGraph links() {
    return links;
  }

  /// Every form of a name, its own first; the text itself if it is no name.
  public List<String> spellings(String name) {
    return almanac.wording().glossary().forms(name);
  }

  /// The sentence that states a fact on a page in that page's language.
  public String sentence(Fact fact) {
    return almanac.wording().sentence(fact, language(fact));
  }

  /// How the page that states a fact writes its value in a sentence.
  public String shownValue(Fact fact) {
    return almanac.wording().value(fact, language(fact));
  }

  private static Language language(Fact fact) {
    return fact.language().equals(Language.CHINESE.tag()) ? Language.CHINESE : Language.ENGLISH;
  }

  /// Questions about it.
  public PracticeQuestions questions() {
    return questions;
  }

  /// The pages that search can find; nothing else is in the index.
  public List<URI> indexed() {
    return index.pages().stream().map(Resource.Page::url).toList();
  }

  /// Every address that leads somewhere, but for the endless calendar.
  public List<URI> addresses() {
    return List.copyOf(resources.keySet());
  }

  /// Every request so far, in order of arrival.
  public List<Visit> visits() {
    return server.visits();
  }

  @Override
  public void close() {
    server.close();
  }
}
