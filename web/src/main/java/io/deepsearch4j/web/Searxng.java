package io.deepsearch4j.web;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The JSON interface of a SearXNG instance, which asks other engines on our behalf.
final class Searxng implements SearchDialect {
  private static final HitFields FIELDS =
      HitFields.of("/results", "title", "url", "content", "publishedDate");

  private final URI address;

  /// @param base the instance, with or without `/search` at the end
  Searxng(URI base) {
    String bare = base.toString().replaceFirst("/+$", "").replaceFirst("/search$", "");
    address = URI.create(bare + "/search");
  }

  @Override
  public String name() {
    return "searxng";
  }

  @Override
  public String cure() {
    return "add json to search.formats in the instance's settings.yml and let this machine through"
        + " its limiter";
  }

  @Override
  public HttpRequest.Builder request(Query query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("q", QueryText.withSite(query, 500, 64));
    parameters.put("format", "json");
    String language = QueryLanguage.of(query);
    if (!language.isEmpty()) {
      parameters.put("language", language.equals("zh") ? "zh-CN" : language);
    }
    return JsonRequest.get(address, parameters);
  }

  @Override
  public Optional<List<RawHit>> hits(Query query, JsonNode body) {
    return FIELDS.read(body);
  }

  /// An instance whose engines all fail answers 200 with an empty list and their names; that is not
  /// the same as nothing to be found.
  @Override
  public Optional<Searched> peculiar(Query query, int status, HttpHeaders headers, JsonNode body) {
    JsonNode silent = body.path("unresponsive_engines");
    if (status != 200 || !body.path("results").isEmpty() || !silent.isArray() || silent.isEmpty()) {
      return Optional.empty();
    }
    String reasons = silent.toString().toLowerCase(Locale.ROOT);
    boolean blocked =
        reasons.contains("too many requests")
            || reasons.contains("captcha")
            || reasons.contains("suspended");
    return Optional.of(
        blocked
            ? new Searched.Throttled(name(), RetryAfter.UNSAID)
            : new Searched.Broken(
                name(),
                "found nothing because its own engines did not answer; check the engines in the"
                    + " instance's settings.yml"));
  }
}
