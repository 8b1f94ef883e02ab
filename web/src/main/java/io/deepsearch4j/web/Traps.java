package io.deepsearch4j.web;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Notices the parts of a site that never end: counters, calendars, session ids, paths that repeat
/// themselves. Lives as long as one run and remembers what the run asked for; safe to share.
final class Traps {
  static final int URLS_PER_TEMPLATE = 30;
  private static final int REPEATS = 3;
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern CALENDAR =
      Pattern.compile(
          "(?i)(?:.*[-_.])?(?:calendar|kalender|calendrier|datepicker|rili)(?:[-_.].*)?");
  private static final Pattern DATED = Pattern.compile(".*(?:19|20)[0-9]{2}(?![0-9]).*");
  private static final Pattern DATE_KEY =
      Pattern.compile("(?i)(?:cal_?)?(?:date|day|week|month|year|ym|ymd|yyyymm(?:dd)?)");
  private static final Pattern SESSION_KEY =
      Pattern.compile(
          "(?i)(?:php|j|asp\\.net_)?sess(?:ion)?_?id|aspsessionid.*|cfid|cftoken|zenid|oscsid");
  private static final Pattern SESSION_PATH =
      Pattern.compile("(?i).*;(?:j|php)?sess(?:ion)?id=.*|.*/\\(s\\([a-z0-9]{24}\\)\\)/.*");

  private final Map<String, Set<String>> seen = new HashMap<>();

  /// Why an address looks like a trap; empty, and counted, if it does not.
  Optional<String> objection(HttpUrl url) {
    if (SESSION_PATH.matcher(url.encodedPath()).matches()
        || url.queryParameterNames().stream().anyMatch(n -> SESSION_KEY.matcher(n).matches())) {
      return Optional.of(
          "the address carries a session id, so the same page has endless addresses");
    }
    if (isDatedCalendar(url)) {
      return Optional.of("the address is one day or month of a calendar without end");
    }
    if (repeatsItself(url.encodedPathSegments())) {
      return Optional.of("the address's path repeats itself");
    }
    return count(url);
  }

  private static boolean isDatedCalendar(HttpUrl url) {
    boolean dateKey =
        url.queryParameterNames().stream().anyMatch(n -> DATE_KEY.matcher(n).matches());
    boolean monthOfYear =
        url.queryParameterNames().contains("month") && url.queryParameterNames().contains("year");
    boolean calendar = url.pathSegments().stream().anyMatch(s -> CALENDAR.matcher(s).matches());
    return monthOfYear || (calendar && (dateKey || DATED.matcher(url.encodedPath()).matches()));
  }

  private static boolean repeatsItself(List<String> segments) {
    var counts = new HashMap<String, Integer>();
    for (String segment : segments) {
      if (!segment.isEmpty() && counts.merge(segment, 1, Integer::sum) > REPEATS) {
        return true;
      }
    }
    return false;
  }

  private synchronized Optional<String> count(HttpUrl url) {
    Set<String> ofTemplate = seen.computeIfAbsent(template(url), _ -> new HashSet<>());
    String canonical = CanonicalUrl.of(url);
    if (ofTemplate.size() >= URLS_PER_TEMPLATE && !ofTemplate.contains(canonical)) {
      return Optional.of(
          "this run has already opened %d addresses that differ only in a number or a parameter"
              .formatted(URLS_PER_TEMPLATE));
    }
    ofTemplate.add(canonical);
    return Optional.empty();
  }

  private static String template(HttpUrl url) {
    return url.host()
        + ":"
        + url.port()
        + DIGITS.matcher(url.encodedPath()).replaceAll("#")
        + "?"
        + String.join("&", new TreeSet<>(url.queryParameterNames()));
  }
}
