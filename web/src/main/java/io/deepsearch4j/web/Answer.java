package io.deepsearch4j.web;

import okhttp3.Headers;

/// What a server answered to one request, unpacked; the body is empty unless the status is 2xx.
record Answer(int status, Headers headers, byte[] body) {

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> headers.get("Location") != null;
      default -> false;
    };
  }

  /// A header's value, or the empty string.
  String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }
}
