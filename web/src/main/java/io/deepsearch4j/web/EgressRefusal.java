package io.deepsearch4j.web;

import java.net.UnknownHostException;

/// Thrown inside the HTTP client when the [EgressGuard] does not let it connect.
final class EgressRefusal extends UnknownHostException {
  private static final long serialVersionUID = 1;

  EgressRefusal(String why) {
    super(why);
  }
}
