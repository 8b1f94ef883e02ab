package io.deepsearch4j.web;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;

/// What we may read, as each site's robots.txt says (RFC 9309). Asking is one request per site and
/// day, made under the same guard as every other; it takes no turn in [Politeness], because it is
/// the question whether we may have one.
final class Robots {
  static final Duration KEPT = Duration.ofHours(24);
  // A site that is down is asked again soon; until then nothing on it is read.
  static final Duration KEPT_AFTER_FAILURE = Duration.ofMinutes(5);
  private static final SimpleRobotRules ALL_ALLOWED =
      new SimpleRobotRules(RobotRulesMode.ALLOW_ALL);
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_REDIRECTS = 5;
  private static final int REMEMBERED_SITES = 2_000;

  private final Requests requests;
  private final Clock clock;
  private final Map<HttpUrl, Site> sites =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<HttpUrl, Site> eldest) {
          return size() > REMEMBERED_SITES;
        }
      };

  Robots(Requests requests, Clock clock) {
    this.requests = requests;
    this.clock = clock;
  }

  /// Whether an address may be read.
  ///
  /// @param why the reason, as [Page#robots()] keeps it
  /// @param delay the time between requests that the site asks for
  record Decision(boolean allowed, String why, Duration delay) {}

  /// @throws IOException if the site cannot be asked; then nothing on it may be read
  Decision decide(HttpUrl url) throws IOException, InterruptedException {
    return switch (rules(url)) {
      case Rules.Known(var rules, String why, _) -> {
        boolean allowed = rules.isAllowed(url.toString());
        var delay = Duration.ofMillis(Math.max(0, rules.getCrawlDelay()));
        yield new Decision(allowed, allowed ? why : "disallowed by /robots.txt", delay);
      }
      case Rules.Closed(String why, _) -> new Decision(false, why, Duration.ZERO);
      case Rules.Unknown(IOException failure, _) -> throw failure;
    };
  }

  /// The sitemaps a site's robots.txt names.
  List<String> sitemaps(HttpUrl url) throws InterruptedException {
    return switch (rules(url)) {
      case Rules.Known(var rules, _, _) -> rules.getSitemaps();
      case Rules.Closed _, Rules.Unknown _ -> List.of();
    };
  }

  private Rules rules(HttpUrl url) throws InterruptedException {
    HttpUrl origin =
        new HttpUrl.Builder()
            .scheme(url.scheme())
            .host(url.host())
            .port(url.port())
            .addPathSegment("robots.txt")
            .build();
    Site site;
    synchronized (sites) {
      site = sites.computeIfAbsent(origin, _ -> new Site());
    }
    site.lock.lockInterruptibly();
    try {
      if (!clock.instant().isBefore(site.rules.until())) {
        site.rules = ask(origin);
      }
      return site.rules;
    } finally {
      site.lock.unlock();
    }
  }

  private Rules ask(HttpUrl robotsTxt) throws InterruptedException {
    HttpUrl at = robotsTxt;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      Answer answer;
      try {
        answer =
            requests.get(at, Map.of(), new Body(MAX_BYTES, Body.Excess.CUT_OFF), () -> () -> {});
      } catch (IOException e) {
        return hop == 0
            ? new Rules.Unknown(e, clock.instant().plus(KEPT_AFTER_FAILURE))
            : closed("robots.txt leads to where it cannot be had: " + e.getMessage());
      }
      if (!answer.isRedirect()) {
        return read(robotsTxt, answer);
      }
      if (!(Address.resolve(at, answer.header("Location")) instanceof Address.Http(HttpUrl next))
          || (at.isHttps() && !next.isHttps())) {
        return closed("robots.txt leads to an address we do not open");
      }
      at = next;
    }
    return closed("robots.txt leads on and on");
  }

  private Rules read(HttpUrl robotsTxt, Answer answer) {
    Instant until = clock.instant().plus(KEPT);
    if (answer.isSuccess()) {
      // A parser keeps count of its warnings, so each file gets its own. Without a limit of its
      // own on the crawl delay it would close the site; we shorten long delays instead.
      var parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
      SimpleRobotRules rules =
          parser.parseContent(
              robotsTxt.toString(), answer.body(), "text/plain", List.of(WebConfig.PRODUCT));
      return new Rules.Known(rules, "allowed by /robots.txt", until);
    }
    if (answer.status() >= 400 && answer.status() < 500) {
      return new Rules.Known(ALL_ALLOWED, "no robots.txt", until);
    }
    return closed("robots.txt could not be had: status " + answer.status());
  }

  private Rules closed(String why) {
    return new Rules.Closed(why, clock.instant().plus(KEPT_AFTER_FAILURE));
  }

  private sealed interface Rules {
    Instant until();

    record Known(SimpleRobotRules rules, String why, Instant until) implements Rules {}

    record Closed(String why, Instant until) implements Rules {}

    record Unknown(IOException failure, Instant until) implements Rules {}
  }

  private static final class Site {
    private final ReentrantLock lock = new ReentrantLock();
    private Rules rules = new Rules.Closed("not asked yet", Instant.MIN);
  }
}
