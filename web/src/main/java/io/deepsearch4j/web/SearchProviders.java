package io.deepsearch4j.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Several engines as one: asks them in order until enough of them found something, and when none
/// did, says what each one did instead.
public final class SearchProviders implements SearchProvider {
  /// Every engine we know, in the order in which they are asked; Wikipedia needs no key and knows
  /// the least of the web, so it is last.
  static final List<String> BUILT_IN =
      List.of("searxng", "tavily", "serper", "brave", "exa", "wikipedia");

  /// Searches a second that the smallest account of each engine bears; SearXNG and templates are
  /// the user's own.
  private static final Map<String, Double> RATES =
      Map.of("tavily", 1.5, "serper", 5.0, "brave", 1.0, "exa", 5.0, "wikipedia", 2.0);

  private static final double OTHER_RATE = 2;

  private final List<SearchProvider> engines;
  private final int breadth;

  SearchProviders(List<SearchProvider> engines, int breadth) {
    if (engines.isEmpty()) {
      throw new IllegalArgumentException("a search needs at least one engine");
    }
    this.engines = List.copyOf(engines);
    this.breadth = breadth;
  }

  /// The engines for which the environment has what they need.
  ///
  /// @param environment holds `SEARXNG_URL` (also `SEARXNG_API_URL`, `SEARX_URL`, `SEARX_HOST`),
  ///   `TAVILY_API_KEY`, `SERPER_API_KEY`, `BRAVE_API_KEY` (also `BRAVE_SEARCH_API_KEY`),
  ///   `EXA_API_KEY`, or none of them
  /// @throws WebException where the configuration names an engine whose key is missing, or a value
  ///   cannot work
  public static SearchProviders fromEnvironment(
      Map<String, String> environment, SearchConfig config, Clock clock) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(config.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    Map<String, SearchDialect> usable = usable(environment, config);
    var engines = new ArrayList<SearchProvider>();
    for (String name : config.engines().isEmpty() ? usable.keySet() : config.engines()) {
      SearchDialect dialect = usable.get(name);
      if (dialect == null) {
        throw new WebException(
            "search.engines names " + name + "; set " + variable(name) + " or leave it out");
      }
      engines.add(
          new PacedProvider(
              new HttpSearchProvider(dialect, client, config, clock),
              config.rates().getOrDefault(name, RATES.getOrDefault(name, OTHER_RATE)),
              config.patience(),
              clock,
              Pause.REAL));
    }
    return new SearchProviders(engines, config.breadth());
  }

  private static Map<String, SearchDialect> usable(
      Map<String, String> environment, SearchConfig config) {
    Map<String, SearchDialect> usable = new LinkedHashMap<>();
    for (SearchTemplate template : config.templates()) {
      usable.put(template.name(), new TemplateDialect(template));
    }
    first(environment, "SEARXNG_URL", "SEARXNG_API_URL", "SEARX_URL", "SEARX_HOST")
        .ifPresent(set -> usable.put("searxng", new Searxng(address(set))));
    first(environment, "TAVILY_API_KEY")
        .ifPresent(key -> usable.put("tavily", new Tavily(Tavily.BASE, key)));
    first(environment, "SERPER_API_KEY")
        .ifPresent(key -> usable.put("serper", new Serper(Serper.BASE, key)));
    first(environment, "BRAVE_API_KEY", "BRAVE_SEARCH_API_KEY")
        .ifPresent(key -> usable.put("brave", new Brave(Brave.BASE, key)));
    first(environment, "EXA_API_KEY").ifPresent(key -> usable.put("exa", new Exa(Exa.BASE, key)));
    usable.put("wikipedia", new Wikipedia(Wikipedia.BASE));
    return usable;
  }

  private static Optional<ApiKey> first(Map<String, String> environment, String... variables) {
    for (String variable : variables) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isBlank()) {
        return Optional.of(new ApiKey(variable, value));
      }
    }
    return Optional.empty();
  }

  private static URI address(ApiKey set) {
    String value = set.value().contains("://") ? set.value() : "http://" + set.value();
    try {
      URI address = URI.create(value);
      if (String.valueOf(address.getScheme()).matches("https?")
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null) {
        return address;
      }
    } catch (IllegalArgumentException _) {
      // The same sentence serves; the cause would quote the value.
    }
    throw new WebException(
        set.variable()
            + " must be an http or https address without user name and parameters, such as"
            + " http://localhost:8888");
  }

  private static String variable(String engine) {
    return switch (engine) {
      case "searxng" -> "SEARXNG_URL";
      case "tavily" -> "TAVILY_API_KEY";
      case "serper" -> "SERPER_API_KEY";
      case "brave" -> "BRAVE_API_KEY";
      case "exa" -> "EXA_API_KEY";
      default -> "search.templates";
    };
  }

  /// The engines that are on, in the order in which they are asked; each can be asked alone.
  public List<SearchProvider> engines() {
    return engines;
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public Searched search(Query query) {
    var found = new ArrayList<List<Hit>>();
    var fruitless = new ArrayList<Searched>();
    for (SearchProvider engine : engines) {
      Searched searched = engine.search(query);
      if (searched instanceof Searched.Found(var hits)) {
        found.add(hits);
      } else {
        fruitless.add(searched);
      }
      if (found.size() == breadth || Thread.currentThread().isInterrupted()) {
        break;
      }
    }
    return found.isEmpty()
        ? Outcomes.worst(fruitless)
        : new Searched.Found(Fusion.merge(found, query.limit()));
  }
}
