package io.deepsearch4j.web;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the engine that a [SearchTemplate] describes.
final class TemplateDialect implements SearchDialect {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern PLACE = Pattern.compile("\\{(query|limit|language|site)}");

  private final SearchTemplate template;
  private final HitFields fields;

  TemplateDialect(SearchTemplate template) {
    this.template = template;
    this.fields =
        HitFields.of(
            template.results(),
            template.title(),
            template.link(),
            template.snippet(),
            template.published());
  }

  @Override
  public String name() {
    return template.name();
  }

  @Override
  public String cure() {
    return "check the headers and keys of search template " + template.name();
  }

  @Override
  public HttpRequest.Builder request(Query query) {
    URI address = URI.create(fill(template.url(), query, JsonRequest::encode));
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    template.headers().forEach(request::header);
    if (template.method().equals("GET")) {
      return request.GET();
    }
    if (template.headers().keySet().stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
      request.header("Content-Type", "application/json");
    }
    return request.POST(
        HttpRequest.BodyPublishers.ofString(
            fill(template.body(), query, TemplateDialect::escaped)));
  }

  /// One pass, so that a query which itself says `{site}` stays as it is.
  private String fill(String text, Query query, UnaryOperator<String> encoding) {
    Matcher place = PLACE.matcher(text);
    return place.replaceAll(
        match -> Matcher.quoteReplacement(encoding.apply(value(match.group(1), query))));
  }

  private String value(String place, Query query) {
    return switch (place) {
      case "query" -> words(query);
      case "limit" -> Integer.toString(query.limit());
      case "language" -> QueryLanguage.of(query);
      case "site" -> query.site();
      default -> throw new IllegalStateException(place);
    };
  }

  private String words(Query query) {
    boolean filtersItself = template.url().contains("{site}") || template.body().contains("{site}");
    return filtersItself
        ? QueryText.cut(query.text(), template.maxCharacters(), Integer.MAX_VALUE)
        : QueryText.withSite(query, template.maxCharacters(), Integer.MAX_VALUE);
  }

  private static String escaped(String value) {
    String quoted = JSON.writeValueAsString(value);
    return quoted.substring(1, quoted.length() - 1);
  }

  @Override
  public Optional<List<RawHit>> hits(Query query, JsonNode body) {
    return fields.read(body);
  }
}
