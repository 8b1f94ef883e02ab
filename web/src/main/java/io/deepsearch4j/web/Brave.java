package io.deepsearch4j.web;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Brave's web search.
final class Brave implements SearchDialect {
  static final URI BASE = URI.create("https://api.search.brave.com");
  private static final HitFields FIELDS =
      HitFields.of("/web/results", "title", "url", "description", "page_age");

  private record Region(String country, String language) {}

  /// Brave refuses languages it does not know, so only these are sent.
  private static final Map<String, Region> REGIONS =
      Map.of(
          "zh", new Region("CN", "zh-hans"),
          "en", new Region("US", "en"),
          "ja", new Region("JP", "jp"),
          "ko", new Region("KR", "ko"),
          "de", new Region("DE", "de"),
          "fr", new Region("FR", "fr"),
          "es", new Region("ES", "es"),
          "it", new Region("IT", "it"),
          "ru", new Region("RU", "ru"),
          "pt", new Region("BR", "pt-br"));

  private final URI address;
  private final ApiKey key;

  Brave(URI base, ApiKey key) {
    this.address = URI.create(base + "/res/v1/web/search");
    this.key = key;
  }

  @Override
  public String name() {
    return "brave";
  }

  @Override
  public String cure() {
    return "set " + key.variable() + " to a valid key of an account with credit";
  }

  @Override
  public HttpRequest.Builder request(Query query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("q", QueryText.withSite(query, 400, 50));
    parameters.put("count", Integer.toString(Math.min(query.limit(), 20)));
    parameters.put("text_decorations", "false");
    Region region = REGIONS.get(QueryLanguage.of(query));
    if (region != null) {
      parameters.put("country", region.country());
      parameters.put("search_lang", region.language());
    }
    return JsonRequest.get(address, parameters).header("X-Subscription-Token", key.value());
  }

  /// Without any result the answer has no list at all.
  @Override
  public Optional<List<RawHit>> hits(Query query, JsonNode body) {
    return body.path("web").isMissingNode() && body.has("query")
        ? Optional.of(List.of())
        : FIELDS.read(body);
  }

  @Override
  public Optional<Searched> peculiar(Query query, int status, HttpHeaders headers, JsonNode body) {
    if (status == 422
        && body.path("error").path("code").asString("").equals("SUBSCRIPTION_TOKEN_INVALID")) {
      return Optional.of(new Searched.Refused(name(), "the key was not accepted; " + cure()));
    }
    return status == 429 && headers.firstValue("Retry-After").isEmpty()
        ? Optional.of(new Searched.Throttled(name(), untilReset(headers)))
        : Optional.empty();
  }

  /// Brave counts in several windows (second, month) and lists for each what remains and when it
  /// starts again; the longest one that is used up decides.
  private static Duration untilReset(HttpHeaders headers) {
    String[] remaining = headers.firstValue("X-RateLimit-Remaining").orElse("").split(",");
    String[] reset = headers.firstValue("X-RateLimit-Reset").orElse("").split(",");
    long seconds = 0;
    for (int i = 0; i < Math.min(remaining.length, reset.length); i++) {
      try {
        if (Long.parseLong(remaining[i].strip()) <= 0) {
          seconds = Math.max(seconds, Long.parseLong(reset[i].strip()));
        }
      } catch (NumberFormatException _) {
        return RetryAfter.UNSAID;
      }
    }
    return seconds == 0 ? RetryAfter.UNSAID : RetryAfter.bounded(Duration.ofSeconds(seconds));
  }
}
