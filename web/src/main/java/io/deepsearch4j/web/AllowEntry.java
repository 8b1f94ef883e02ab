package io.deepsearch4j.web;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A host the user has opened although it stands inside: `host`, `host:port`, `*.domain` or
/// `*.domain:port`.
///
/// @param host lower case; for a wildcard, what follows the star, with its dot
/// @param port the only port, or 0 for the usual ones
/// @param wildcard whether every name below the host is meant, and not the host itself
record AllowEntry(String host, int port, boolean wildcard) {
  private static final Pattern FORM =
      Pattern.compile("(\\*(?=\\.))?(\\[[0-9a-fA-F:.]+]|[\\p{L}\\p{N}._-]+?)(?::([0-9]{1,5}))?");

  static AllowEntry parse(String text) {
    Matcher form = FORM.matcher(text);
    int port = form.matches() && form.group(3) != null ? Integer.parseInt(form.group(3)) : 0;
    if (!form.matches() || port > 65_535 || (form.group(3) != null && port == 0)) {
      throw new IllegalArgumentException(
          "web.allow takes host, host:port or *.domain:port, not " + text);
    }
    boolean wildcard = form.group(1) != null;
    String host = form.group(2).toLowerCase(Locale.ROOT);
    return new AllowEntry(wildcard ? host : EgressGuard.plainHost(host), port, wildcard);
  }

  boolean coversHost(String name) {
    return wildcard ? name.length() > host.length() && name.endsWith(host) : name.equals(host);
  }

  boolean covers(String name, int atPort) {
    return coversHost(name) && (port == 0 || port == atPort);
  }
}
