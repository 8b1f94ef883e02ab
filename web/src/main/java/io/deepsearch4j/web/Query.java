package io.deepsearch4j.web;

import java.util.Objects;

/// One search.
///
/// @param text what to look for; never blank
/// @param limit how many hits at most, from 1 to 50
/// @param site restrict to this host or domain, or empty
/// @param language preferred language tag, or empty
public record Query(String text, int limit, String site, String language) {
  public Query {
    Objects.requireNonNull(site);
    Objects.requireNonNull(language);
    if (text.isBlank()) {
      throw new IllegalArgumentException("a query needs words");
    }
    if (limit < 1 || limit > 50) {
      throw new IllegalArgumentException("a query asks for 1 to 50 hits, not " + limit);
    }
  }

  public static Query of(String text) {
    return new Query(text, 10, "", "");
  }
}
