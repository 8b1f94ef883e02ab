package io.deepsearch4j.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// The one spelling of an address under which we remember it, so that a page is not read twice. It
/// is for comparing, not for asking: servers may care about what is dropped here.
public final class CanonicalUrl {
  private static final Set<String> TRACKING =
      Set.of(
          "gclid",
          "gclsrc",
          "dclid",
          "gbraid",
          "wbraid",
          "fbclid",
          "msclkid",
          "yclid",
          "twclid",
          "ttclid",
          "igshid",
          "li_fat_id",
          "mc_cid",
          "mc_eid",
          "mkt_tok",
          "_ga",
          "_gl",
          "_hsenc",
          "_hsmi",
          "vero_id",
          "oly_anon_id",
          "oly_enc_id",
          "wickedid",
          "spm",
          "scm");
  private static final Pattern INDEX = Pattern.compile("/index\\.(?:html?|php|aspx?|jsp)$");
  private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})");

  private CanonicalUrl() {}

  /// The canonical spelling; an address we would not open stays as it is.
  public static URI of(URI url) {
    return switch (Address.parse(url.toString())) {
      case Address.Http(HttpUrl http) -> URI.create(of(http));
      case Address.Odd _ -> url;
    };
  }

  // The parser has already lower-cased scheme and host and dropped default port and fragment.
  static String of(HttpUrl url) {
    var spelling = new StringBuilder(url.scheme()).append("://");
    spelling.append(url.host().contains(":") ? "[" + url.host() + "]" : url.host());
    if (url.port() != HttpUrl.defaultPort(url.scheme())) {
      spelling.append(':').append(url.port());
    }
    spelling.append(INDEX.matcher(normalise(url.encodedPath())).replaceFirst("/"));
    List<String> query = query(url);
    if (!query.isEmpty()) {
      spelling.append('?').append(String.join("&", query));
    }
    return spelling.toString();
  }

  private static List<String> query(HttpUrl url) {
    var parts = new ArrayList<String>();
    String query = url.encodedQuery();
    for (String part : (query == null ? "" : query).split("&")) {
      String normal = normalise(part);
      String name = normal.replaceFirst("=.*$", "").toLowerCase(Locale.ROOT);
      if (!normal.isEmpty() && !TRACKING.contains(name) && !name.startsWith("utm_")) {
        parts.add(normal);
      }
    }
    parts.sort(null);
    return parts;
  }

  // Escapes of characters that need none are resolved, all others are upper case (RFC 3986, 6.2.2);
  // characters no URI may hold are escaped.
  private static String normalise(String encoded) {
    Matcher escape = ESCAPE.matcher(encoded);
    String resolved =
        escape.replaceAll(
            found -> {
              char c = (char) Integer.parseInt(found.group(1), 16);
              return isUnreserved(c) ? String.valueOf(c) : found.group().toUpperCase(Locale.ROOT);
            });
    var normal = new StringBuilder(resolved.length());
    for (int i = 0; i < resolved.length(); i++) {
      char c = resolved.charAt(i);
      boolean strayPercent =
          c == '%' && !ESCAPE.matcher(resolved).region(i, resolved.length()).lookingAt();
      if (strayPercent || "\"<>^`{|}[]\\".indexOf(c) >= 0) {
        normal.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        normal.append(c);
      }
    }
    return normal.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }
}
