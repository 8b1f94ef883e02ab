package io.deepsearch4j.web;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Exa's search by meaning.
final class Exa implements SearchDialect {
  static final URI BASE = URI.create("https://api.exa.ai");
  private static final HitFields FIELDS =
      HitFields.of("/results", "title", "url", "text", "publishedDate");

  private final URI address;
  private final ApiKey key;

  Exa(URI base, ApiKey key) {
    this.address = URI.create(base + "/search");
    this.key = key;
  }

  @Override
  public String name() {
    return "exa";
  }

  @Override
  public String cure() {
    return "set " + key.variable() + " to a valid key of an account with credit";
  }

  @Override
  public HttpRequest.Builder request(Query query) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("query", QueryText.cut(query.text(), 1_000, Integer.MAX_VALUE));
    body.put("numResults", query.limit());
    if (!query.site().isEmpty()) {
      body.putArray("includeDomains").add(query.site());
    }
    if (QueryLanguage.of(query).equals("zh")) {
      body.put("userLocation", "CN");
    }
    body.putObject("contents").put("highlights", true);
    return JsonRequest.post(address, body).header("x-api-key", key.value());
  }

  /// The snippet is the highlights, joined; where there are none, the text.
  @Override
  public Optional<List<RawHit>> hits(Query query, JsonNode body) {
    return FIELDS.read(body).map(hits -> withHighlights(hits, body.path("results")));
  }

  private static List<RawHit> withHighlights(List<RawHit> hits, JsonNode results) {
    var complete = new ArrayList<RawHit>();
    for (int i = 0; i < hits.size(); i++) {
      var joined = new StringJoiner(" … ");
      for (JsonNode highlight : results.path(i).path("highlights").values()) {
        joined.add(highlight.asString(""));
      }
      RawHit hit = hits.get(i);
      String snippet = joined.length() == 0 ? hit.snippet() : joined.toString();
      complete.add(new RawHit(hit.title(), hit.url(), snippet, hit.published()));
    }
    return complete;
  }
}
