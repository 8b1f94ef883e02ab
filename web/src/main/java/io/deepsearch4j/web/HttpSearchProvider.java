package io.deepsearch4j.web;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Asks one engine over HTTP under limits of size and time, and keeps its five outcomes apart.
///
/// Engines may repeat a key in an error, and the JDK repeats addresses in its messages; therefore
/// no sentence here quotes a body, an address or an exception's message.
final class HttpSearchProvider implements SearchProvider {
  private static final Logger LOG = LoggerFactory.getLogger(HttpSearchProvider.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_BYTES = 5_000_000;

  private final SearchDialect dialect;
  private final HttpClient client;
  private final SearchConfig config;
  private final Clock clock;

  HttpSearchProvider(SearchDialect dialect, HttpClient client, SearchConfig config, Clock clock) {
    this.dialect = dialect;
    this.client = client;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String name() {
    return dialect.name();
  }

  @Override
  public Searched search(Query query) {
    Optional<String> objection = QueryText.objection(query);
    if (objection.isPresent()) {
      return new Searched.Refused(name(), objection.get());
    }
    String site = QueryText.host(query.site()).orElseThrow();
    var asked = new Query(query.text(), query.limit(), site, query.language());
    if (!dialect.serves(asked)) {
      return new Searched.Nothing(name());
    }
    HttpRequest request =
        dialect
            .request(asked)
            .timeout(config.timeout())
            .header("Accept", "application/json")
            .header("User-Agent", config.userAgent())
            .build();
    long start = System.nanoTime();
    Searched searched = exchange(asked, request);
    LOG.debug(
        "{} answered {} after {} ms",
        name(),
        searched.getClass().getSimpleName(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    return searched;
  }

  private Searched exchange(Query query, HttpRequest request) {
    var handler =
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_BYTES);
    // The request's own timeout ends with the headers; a body that drips needs this one.
    var pending = client.sendAsync(request, handler);
    try {
      return outcome(query, pending.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      return broken("the search was cancelled");
    } catch (TimeoutException e) {
      pending.cancel(true);
      return broken("did not answer within " + seconds(config.timeout()));
    } catch (ExecutionException e) {
      String kind = e.getCause() == null ? "" : e.getCause().getClass().getSimpleName();
      return kind.contains("Timeout")
          ? broken("did not answer within " + seconds(config.timeout()))
          : broken(
              "could not be reached or broke off ("
                  + kind
                  + "); check its address and the network");
    }
  }

  private Searched outcome(Query query, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    Optional<JsonNode> json = parse(response.body());
    JsonNode body = json.orElse(MissingNode.getInstance());
    Optional<Searched> peculiar = dialect.peculiar(query, status, response.headers(), body);
    if (peculiar.isPresent()) {
      return peculiar.get();
    }
    return switch (status) {
      case 200 ->
          json.isEmpty()
              ? broken("answered with something that is not JSON; check its address")
              : dialect
                  .hits(query, body)
                  .map(raw -> found(query, raw))
                  .orElseGet(() -> broken("answered without a list of results; check its address"));
      case 429 ->
          new Searched.Throttled(
              name(),
              response
                  .headers()
                  .firstValue("Retry-After")
                  .map(header -> RetryAfter.parse(header, clock))
                  .orElse(RetryAfter.UNSAID));
      case 401 -> refused("the key was not accepted (HTTP 401)");
      case 402 -> refused("the account has no credit left (HTTP 402)");
      case 403 -> refused("access is not allowed (HTTP 403)");
      default -> broken(unexpected(status));
    };
  }

  private static String unexpected(int status) {
    if (status >= 500) {
      return "failed on its side (HTTP " + status + "); try again later";
    }
    return status >= 300 && status < 400
        ? "redirects (HTTP " + status + "); set its address to where it redirects to"
        : "did not accept the request (HTTP " + status + ")";
  }

  private static Optional<JsonNode> parse(byte[] body) {
    try {
      JsonNode json = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      return json.isContainer() ? Optional.of(json) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private Searched found(Query query, List<RawHit> raw) {
    var hits = new ArrayList<Hit>();
    var seen = new HashSet<String>();
    for (RawHit hit : raw) {
      if (hits.size() == query.limit()) {
        break;
      }
      HitText.url(hit.url())
          .filter(url -> isOn(url.getHost(), query.site()))
          .filter(url -> seen.add(Fusion.key(url)))
          .ifPresent(
              url -> {
                String title = HitText.plain(hit.title(), HitText.MAX_TITLE);
                hits.add(
                    new Hit(
                        hits.size() + 1,
                        title.isEmpty() ? url.getHost() : title,
                        url,
                        HitText.plain(hit.snippet(), HitText.MAX_SNIPPET),
                        HitText.day(hit.published()),
                        name()));
              });
    }
    return hits.isEmpty() ? new Searched.Nothing(name()) : new Searched.Found(hits);
  }

  /// Engines treat a site restriction as a wish; we hold them to it.
  private static boolean isOn(String host, String site) {
    String name = host.toLowerCase(Locale.ROOT);
    return site.isEmpty() || name.equals(site) || name.endsWith("." + site);
  }

  private Searched refused(String what) {
    return new Searched.Refused(name(), what + "; " + dialect.cure());
  }

  private Searched broken(String why) {
    return new Searched.Broken(name(), why);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
