package io.deepsearch4j.web;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The full-text search of Wikipedia in the query's language; needs no key. Another MediaWiki can
/// stand in.
final class Wikipedia implements SearchDialect {
  static final String BASE = "https://{language}.wikipedia.org";
  private static final HitFields FIELDS =
      HitFields.of("/query/search", "title", "title", "snippet", "");

  private final String base;

  /// @param base the address of the wiki, in which `{language}` stands for the language's code
  Wikipedia(String base) {
    this.base = base;
  }

  @Override
  public String name() {
    return "wikipedia";
  }

  @Override
  public String cure() {
    return "set search.user-agent to one that names you and a contact, as Wikimedia asks";
  }

  @Override
  public boolean serves(Query query) {
    String site = query.site();
    return site.isEmpty() || site.equals("wikipedia.org") || site.endsWith(".wikipedia.org");
  }

  @Override
  public HttpRequest.Builder request(Query query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("action", "query");
    parameters.put("list", "search");
    parameters.put("format", "json");
    parameters.put("formatversion", "2");
    parameters.put("srprop", "snippet");
    parameters.put("srlimit", Integer.toString(query.limit()));
    parameters.put("srsearch", QueryText.cut(query.text(), 300, Integer.MAX_VALUE));
    return JsonRequest.get(URI.create(wiki(query) + "/w/api.php"), parameters);
  }

  private String wiki(Query query) {
    String first = query.site().split("\\.", 2)[0];
    String language = QueryLanguage.isKnown(first) ? first : QueryLanguage.of(query);
    return base.replace("{language}", language.isEmpty() ? "en" : language);
  }

  @Override
  public Optional<List<RawHit>> hits(Query query, JsonNode body) {
    String articles = wiki(query) + "/wiki/";
    return FIELDS
        .read(body)
        .map(hits -> hits.stream().map(hit -> withAddress(hit, articles)).toList());
  }

  private static RawHit withAddress(RawHit hit, String articles) {
    String url = articles + JsonRequest.encode(hit.title().replace(' ', '_'));
    return new RawHit(hit.title(), url, hit.snippet(), "");
  }

  @Override
  public Optional<Searched> peculiar(Query query, int status, HttpHeaders headers, JsonNode body) {
    String code = body.path("error").path("code").asString("");
    return switch (code) {
      case "" -> Optional.empty();
      case "ratelimited", "maxlag" ->
          Optional.of(new Searched.Throttled(name(), RetryAfter.UNSAID));
      default ->
          Optional.of(
              new Searched.Broken(
                  name(), "did not accept the request (" + HitText.plain(code, 60) + ")"));
    };
  }
}
