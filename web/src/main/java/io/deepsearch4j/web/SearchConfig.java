package io.deepsearch4j.web;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// How engines are searched.
///
/// @param engines which engines, in the order in which they are asked; empty for every one that can
///   be used: templates, then SearXNG, Tavily, Serper, Brave, Exa and, last, Wikipedia
/// @param breadth how many engines must find something before no further one is asked; their hits
///   are merged by reciprocal rank
/// @param rates searches per second and engine; an engine that is not named has its own default
/// @param patience how long a search waits for its turn at one engine before the next one is asked
/// @param timeout for one answer of one engine, to its last byte
/// @param userAgent names us, with a contact, to engines that ask for it
/// @param templates further engines
public record SearchConfig(
    List<String> engines,
    int breadth,
    Map<String, Double> rates,
    Duration patience,
    Duration timeout,
    String userAgent,
    List<SearchTemplate> templates) {

  public static final SearchConfig DEFAULT =
      new SearchConfig(
          List.of(),
          1,
          Map.of(),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          "deepsearch-j/0.1 (research agent run by a person; no contact set)",
          List.of());

  public SearchConfig {
    engines = List.copyOf(engines);
    rates = Map.copyOf(rates);
    templates = List.copyOf(templates);
    if (breadth < 1) {
      throw new IllegalArgumentException("search.breadth must be at least 1, not " + breadth);
    }
    rates.forEach(
        (engine, rate) -> {
          if (!(rate >= 0.001 && rate <= 1_000)) {
            throw new IllegalArgumentException(
                "search.rates." + engine + " must be from 0.001 to 1000 a second, not " + rate);
          }
        });
    if (patience.isNegative()) {
      throw new IllegalArgumentException("search.patience must not be negative");
    }
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("search.timeout must be longer than nothing");
    }
    if (userAgent.isBlank() || !userAgent.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw new IllegalArgumentException("search.user-agent must be plain ASCII text");
    }
    if (new HashSet<>(engines).size() < engines.size()) {
      throw new IllegalArgumentException("search.engines names an engine twice");
    }
    var names = new HashSet<>(SearchProviders.BUILT_IN);
    for (SearchTemplate template : templates) {
      if (!names.add(template.name())) {
        throw new IllegalArgumentException(
            "search.templates: the name " + template.name() + " is taken; choose another");
      }
    }
    for (String engine : engines) {
      if (!names.contains(engine)) {
        throw new IllegalArgumentException(
            "search.engines: there is no engine "
                + engine
                + "; there are "
                + String.join(", ", names.stream().sorted().toList()));
      }
    }
  }
}
