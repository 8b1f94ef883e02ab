package io.deepsearch4j.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;

/// What came of a search. Nothing found, throttled, refused and broken are different things, and
/// whoever searches must be able to tell them apart.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Searched.Found.class, name = "found"),
  @JsonSubTypes.Type(value = Searched.Nothing.class, name = "nothing"),
  @JsonSubTypes.Type(value = Searched.Throttled.class, name = "throttled"),
  @JsonSubTypes.Type(value = Searched.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Searched.Broken.class, name = "broken")
})
public sealed interface Searched {

  /// At least one hit, best first.
  record Found(List<Hit> hits) implements Searched {
    public Found {
      hits = List.copyOf(hits);
      if (hits.isEmpty()) {
        throw new IllegalArgumentException("no hits is Nothing, not Found");
      }
    }
  }

  /// The engine worked and knows nothing about it.
  record Nothing(String engine) implements Searched {}

  /// The engine asks us to wait.
  record Throttled(String engine, Duration retryAfter) implements Searched {}

  /// The engine will not serve us: key, quota, rights.
  record Refused(String engine, String why) implements Searched {}

  /// The engine does not work.
  record Broken(String engine, String why) implements Searched {}
}
