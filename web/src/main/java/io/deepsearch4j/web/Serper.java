package io.deepsearch4j.web;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Serper's view of Google.
final class Serper implements SearchDialect {
  static final URI BASE = URI.create("https://google.serper.dev");
  private static final HitFields FIELDS =
      HitFields.of("/organic", "title", "link", "snippet", "date");

  /// Where people who search in a language usually are.
  private static final Map<String, String> COUNTRIES =
      Map.of(
          "zh", "cn", "en", "us", "ja", "jp", "ko", "kr", "de", "de", "fr", "fr", "es", "es", "it",
          "it", "ru", "ru", "pt", "br");

  private final URI address;
  private final ApiKey key;

  Serper(URI base, ApiKey key) {
    this.address = URI.create(base + "/search");
    this.key = key;
  }

  @Override
  public String name() {
    return "serper";
  }

  @Override
  public String cure() {
    return "set " + key.variable() + " to a valid key of an account with credit";
  }

  @Override
  public HttpRequest.Builder request(Query query) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    // Google reads 32 words and drops the rest.
    body.put("q", QueryText.withSite(query, 2_000, 32));
    body.put("num", query.limit());
    String language = QueryLanguage.of(query);
    if (!language.isEmpty()) {
      body.put("hl", language.equals("zh") ? "zh-cn" : language);
      if (COUNTRIES.containsKey(language)) {
        body.put("gl", COUNTRIES.get(language));
      }
    }
    return JsonRequest.post(address, body).header("X-API-KEY", key.value());
  }

  @Override
  public Optional<List<RawHit>> hits(Query query, JsonNode body) {
    return FIELDS.read(body);
  }

  /// An empty account is a 400 here.
  @Override
  public Optional<Searched> peculiar(Query query, int status, HttpHeaders headers, JsonNode body) {
    boolean spent =
        status == 400
            && body.path("message").asString("").toLowerCase(Locale.ROOT).contains("credit");
    return spent
        ? Optional.of(new Searched.Refused(name(), "the account has no credit left; " + cure()))
        : Optional.empty();
  }
}
