package io.deepsearch4j.agent;

import io.deepsearch4j.web.PageStore;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/// How a question will be worked on.
///
/// @param conditions what has to be established; an answer must satisfy every one
/// @param queries the searches to begin with
/// @param keyUrls the addresses to begin with
/// @param stopRule when it is enough, in one sentence; may be empty
public record Plan(
    List<Condition> conditions, List<String> queries, List<URI> keyUrls, String stopRule) {

  public Plan {
    conditions = List.copyOf(conditions);
    queries = List.copyOf(queries);
    keyUrls = List.copyOf(keyUrls);
    Objects.requireNonNull(stopRule);
  }

  /// Tells this plan from any other.
  public String sha256() {
    return PageStore.sha256(Replies.JSON.writeValueAsBytes(this));
  }

  /// One thing to be established.
  ///
  /// @param id `C1`, `C2`, …
  public record Condition(String id, String text) {
    public Condition {
      Objects.requireNonNull(id);
      Objects.requireNonNull(text);
    }
  }
}
