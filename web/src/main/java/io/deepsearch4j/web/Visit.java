package io.deepsearch4j.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What we keep of an answer in order to ask next time whether it has changed.
///
/// @param url in canonical spelling
/// @param pageId the page that came
/// @param etag or empty
/// @param lastModified as the server wrote it, or empty
record Visit(String url, String pageId, String etag, String lastModified) {
  Visit {
    Objects.requireNonNull(url);
    Objects.requireNonNull(pageId);
    etag = sendable(etag);
    lastModified = sendable(lastModified);
  }

  // What a server wrote is sent back to it, so it must be fit for a header.
  private static String sendable(String header) {
    boolean fit = header.length() <= 1_000 && header.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    return fit ? header : "";
  }

  boolean canBeAskedAgain() {
    return !etag.isEmpty() || !lastModified.isEmpty();
  }

  Map<String, String> conditions() {
    var headers = new LinkedHashMap<String, String>();
    if (!etag.isEmpty()) {
      headers.put("If-None-Match", etag);
    }
    if (!lastModified.isEmpty()) {
      headers.put("If-Modified-Since", lastModified);
    }
    return headers;
  }
}
