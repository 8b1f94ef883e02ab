package io.deepsearch4j.documents;

import java.net.URI;
import java.util.Objects;

/// A link of a document.
///
/// @param url absolute, resolved against the document's base
/// @param anchor the text one would click on, or empty
/// @param context the nearest heading and about 80 characters around the link
/// @param rel the link's own relation (`next`, `nofollow`), or empty
/// @param start where the anchor stands in the document's text, or the place it would stand
public record Link(URI url, String anchor, String context, String rel, Kind kind, int start) {

  /// What a link leads to, as far as the document tells.
  public enum Kind {
    PAGE,
    ATTACHMENT,
    NEXT,
    ANCHOR,
    MAIL,
    OTHER
  }

  public Link {
    Objects.requireNonNull(url);
    Objects.requireNonNull(anchor);
    Objects.requireNonNull(context);
    Objects.requireNonNull(rel);
    Objects.requireNonNull(kind);
  }
}
