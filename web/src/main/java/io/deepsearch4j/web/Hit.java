package io.deepsearch4j.web;

import java.net.URI;
import java.util.Objects;

/// One search result.
///
/// @param rank from 1
/// @param published ISO 8601 day, or empty
/// @param engine who found it
public record Hit(
    int rank, String title, URI url, String snippet, String published, String engine) {
  public Hit {
    Objects.requireNonNull(title);
    Objects.requireNonNull(url);
    Objects.requireNonNull(snippet);
    Objects.requireNonNull(published);
    Objects.requireNonNull(engine);
  }
}
