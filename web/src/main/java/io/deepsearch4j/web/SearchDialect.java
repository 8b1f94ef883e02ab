package io.deepsearch4j.web;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// How one engine is asked and how its answers are read; sends nothing itself.
interface SearchDialect {

  String name();

  /// What to do when the engine refuses us, as the end of a sentence: `set TAVILY_API_KEY to …`.
  String cure();

  /// Whether the engine can know anything about it; if not, it is not asked.
  default boolean serves(Query query) {
    return true;
  }

  /// The request for a query, within the engine's limits of length and number.
  HttpRequest.Builder request(Query query);

  /// The results, or empty where the answer does not have the engine's shape.
  Optional<List<RawHit>> hits(Query query, JsonNode body);

  /// What an answer means where that is peculiar to the engine and not told by the status; asked
  /// before anything else, for every status.
  default Optional<Searched> peculiar(Query query, int status, HttpHeaders headers, JsonNode body) {
    return Optional.empty();
  }
}
