package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Locator;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// A passage of a stored page that speaks for or against something. Only tools make evidence.
///
/// Anyone can check it again offline: the bytes with [#sha256()] are in the page store, the text
/// read from them has [#textSha256()], and its characters from [#start()] to [#end()] are the
/// quote.
///
/// @param id `E1`, `E2`, … within a run
/// @param page the [io.deepsearch4j.web.Page#id()] it stands on
/// @param url where the page was found, after redirects
/// @param title of the page
/// @param locator where on the page a person looks
/// @param fetchedAt when the page was fetched
/// @param robots the decision that let us read it
/// @param supports ids of the conditions it bears on; may be empty
public record Evidence(
    String id,
    String page,
    URI url,
    String title,
    String sha256,
    String textSha256,
    int start,
    int end,
    String quote,
    Locator locator,
    Instant fetchedAt,
    String robots,
    Polarity polarity,
    List<String> supports) {

  /// What it does to the statement it was gathered for.
  public enum Polarity {
    SUPPORTS,
    REFUTES
  }

  public Evidence {
    Objects.requireNonNull(id);
    Objects.requireNonNull(page);
    Objects.requireNonNull(url);
    Objects.requireNonNull(title);
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(textSha256);
    Objects.requireNonNull(locator);
    Objects.requireNonNull(fetchedAt);
    Objects.requireNonNull(robots);
    Objects.requireNonNull(polarity);
    supports = List.copyOf(supports);
    if (end - start != quote.length()) {
      throw new IllegalArgumentException(
          "a quote of " + quote.length() + " characters cannot stand at " + start + " to " + end);
    }
  }
}
