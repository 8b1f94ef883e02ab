package io.deepsearch4j.practice;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// One thing that is true in a practice web, as one page or attachment states it.
///
/// @param id unique in its world
/// @param subject what it is about, by its own name
/// @param relation what is said of the subject
/// @param qualifiers what narrows it (`year`, `segment`, `region`, `as of`), in the order of their
///   names
/// @param value a name, a plain number (`1234.5`), a year or an ISO 8601 day
/// @param unit of the number, or empty
/// @param url the page or attachment that states it
/// @param locator a hint where in there: a heading, `Sheet!B7`, a line; empty for a short page
/// @param indexed whether the search index holds that page
/// @param language of the page, as a tag
public record Fact(
    String id,
    String subject,
    Relation relation,
    Map<String, String> qualifiers,
    String value,
    String unit,
    URI url,
    String locator,
    boolean indexed,
    String language) {
  public Fact {
    Objects.requireNonNull(id);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(relation);
    qualifiers = Collections.unmodifiableMap(new TreeMap<>(qualifiers));
    Objects.requireNonNull(value);
    Objects.requireNonNull(unit);
    Objects.requireNonNull(url);
    Objects.requireNonNull(locator);
    Objects.requireNonNull(language);
  }

  /// A qualifier's value, or empty.
  public String qualifier(String name) {
    return qualifiers.getOrDefault(name, "");
  }
}
