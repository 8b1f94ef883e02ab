package io.deepsearch4j.web;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// How we behave on the web. TLS is always verified and robots.txt is always heeded: neither has a
/// setting.
///
/// @param userAgent sent with every request; names the product `deepsearch-j` (RFC 9309 allows no
///   digit in the name that a robots.txt calls us by), and should say how to reach whoever runs it
/// @param allow hosts on this machine or its private network that may be read all the same: `host`,
///   `host:port` or `*.domain:port`; an entry with a port also opens that port
/// @param requestsPerSecond to one host
/// @param inFlightPerHost requests to one host at the same time
/// @param connectTimeout for one connection
/// @param fetchTimeout for one request and its whole answer
/// @param maxBytes of one answer, as sent and as unpacked
/// @param maxRedirects followed for one address
/// @param retries after a first try that failed in a way that may pass
public record WebConfig(
    String userAgent,
    List<String> allow,
    double requestsPerSecond,
    int inFlightPerHost,
    Duration connectTimeout,
    Duration fetchTimeout,
    long maxBytes,
    int maxRedirects,
    int retries) {

  static final String PRODUCT = "deepsearch-j";
  private static final int LARGEST_BODY = 1_000_000_000;

  public static final WebConfig DEFAULT =
      new WebConfig(
          PRODUCT + "/0.1.0",
          List.of(),
          1,
          2,
          Duration.ofSeconds(10),
          Duration.ofSeconds(120),
          100_000_000,
          10,
          3);

  public WebConfig {
    Objects.requireNonNull(userAgent);
    allow = List.copyOf(allow);
    if (!userAgent.startsWith(PRODUCT) || !userAgent.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      throw new IllegalArgumentException(
          "web.user-agent must begin with deepsearch-j and be printable ASCII, not " + userAgent);
    }
    allow.forEach(AllowEntry::parse);
    if (!(requestsPerSecond > 0 && requestsPerSecond <= 1_000)) {
      throw new IllegalArgumentException(
          "web.requests-per-second must be above 0 and at most 1000, not " + requestsPerSecond);
    }
    atLeastOne("web.in-flight-per-host", inFlightPerHost);
    positive("web.connect-timeout", connectTimeout);
    positive("web.fetch-timeout", fetchTimeout);
    if (maxBytes < 1 || maxBytes > LARGEST_BODY) {
      throw new IllegalArgumentException(
          "web.max-bytes must be from 1 to " + LARGEST_BODY + ", not " + maxBytes);
    }
    notNegative("web.max-redirects", maxRedirects);
    notNegative("web.retries", retries);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " must be at least 1, not " + value);
    }
  }

  private static void notNegative(String key, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(key + " must not be negative, not " + value);
    }
  }

  private static void positive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(key + " must be longer than nothing, not " + value);
    }
  }
}
