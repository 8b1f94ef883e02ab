package io.deepsearch4j.web;

import java.net.URI;
import java.util.List;
import okhttp3.HttpUrl;

/// What came of asking for an address and following its redirects.
sealed interface Delivery {

  /// The last server's answer: a 2xx, or a 304 to a conditional request.
  ///
  /// @param url where it came from
  /// @param redirects the addresses between the one asked for and this one
  /// @param robots the decision that let us in
  record Delivered(HttpUrl url, List<URI> redirects, Answer answer, String robots)
      implements Delivery {}

  /// Nothing was delivered.
  ///
  /// @param outcome [Fetched.Refused] or [Fetched.Unreachable]
  record Missed(Fetched outcome) implements Delivery {}
}
