package io.deepsearch4j.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// The record of one fetch: what was asked for, what came, and where it is kept.
///
/// @param id names this page in a run and in the store: the first 16 hex digits of the SHA-256 of
///   final address, line break and content hash
/// @param url as asked for
/// @param finalUrl after redirects
/// @param redirects every hop between, in order
/// @param mediaType of the content, as read
/// @param sha256 of the bytes as received, decoded from transfer encoding, in lower-case hex
/// @param bytes their number
/// @param textSha256 of the document's text in UTF-8
/// @param fetchedAt when
/// @param robots the decision that let us in: `allowed by /robots.txt`, `no robots.txt`, `local
///   file`
public record Page(
    String id,
    URI url,
    URI finalUrl,
    List<URI> redirects,
    String mediaType,
    String sha256,
    long bytes,
    String textSha256,
    Instant fetchedAt,
    String robots) {
  public Page {
    Objects.requireNonNull(id);
    Objects.requireNonNull(url);
    Objects.requireNonNull(finalUrl);
    redirects = List.copyOf(redirects);
    Objects.requireNonNull(mediaType);
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(textSha256);
    Objects.requireNonNull(fetchedAt);
    Objects.requireNonNull(robots);
  }
}
