package io.deepsearch4j.web;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tavily's search.
final class Tavily implements SearchDialect {
  static final URI BASE = URI.create("https://api.tavily.com");
  private static final HitFields FIELDS =
      HitFields.of("/results", "title", "url", "content", "published_date");

  private final URI address;
  private final ApiKey key;

  Tavily(URI base, ApiKey key) {
    this.address = URI.create(base + "/search");
    this.key = key;
  }

  @Override
  public String name() {
    return "tavily";
  }

  @Override
  public String cure() {
    return "set " + key.variable() + " to a valid key of an account with credit";
  }

  @Override
  public HttpRequest.Builder request(Query query) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("query", QueryText.cut(query.text(), 400, Integer.MAX_VALUE));
    body.put("max_results", Math.min(query.limit(), 20));
    if (!query.site().isEmpty()) {
      body.putArray("include_domains").add(query.site());
    }
    if (QueryLanguage.of(query).equals("zh")) {
      body.put("country", "china");
    }
    return JsonRequest.post(address, body).header("Authorization", "Bearer " + key.value());
  }

  @Override
  public Optional<List<RawHit>> hits(Query query, JsonNode body) {
    return FIELDS.read(body);
  }

  /// 432 and 433 are Tavily's own: the plan's, or the paid account's, limit is used up.
  @Override
  public Optional<Searched> peculiar(Query query, int status, HttpHeaders headers, JsonNode body) {
    return status == 432 || status == 433
        ? Optional.of(
            new Searched.Refused(
                name(), "the plan's limit is used up (HTTP " + status + "); " + cure()))
        : Optional.empty();
  }
}
