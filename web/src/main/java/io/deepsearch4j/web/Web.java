package io.deepsearch4j.web;

import java.net.URI;

/// The outside: something that can be searched and opened. Safe to share between threads.
///
/// Neither method throws for what the outside does; both throw [java.io.UncheckedIOException] only
/// when our own disk fails, and honour interruption by returning promptly with the interrupt flag
/// set.
public interface Web {

  /// Searches once.
  Searched search(Query query);

  /// Opens one address, follows redirects, stores what came and reads it.
  Fetched open(URI url);
}
