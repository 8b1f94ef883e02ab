package io.deepsearch4j.web;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A search engine described in the configuration: any endpoint that answers a query with a JSON
/// list.
///
/// `{query}`, `{limit}`, `{language}` and `{site}` in address and body are replaced,
/// percent-encoded there and escaped as in a JSON string here. Where neither has `{site}`, a
/// `site:` operator is added to the query. References to environment variables are resolved before;
/// `toString` shows neither headers nor parameters.
///
/// @param name what results and messages call it
/// @param url the address, for example `https://api.example/search?q={query}&n={limit}`
/// @param method `GET` or `POST`
/// @param headers sent as they are
/// @param body sent with `POST`; empty for none
/// @param results JSON pointer to the list of results
/// @param title pointer or field name within one result
/// @param link pointer or field name of its address
/// @param snippet pointer or field name, or empty
/// @param published pointer or field name, or empty
/// @param maxCharacters the engine's limit on the length of a query
public record SearchTemplate(
    String name,
    String url,
    String method,
    Map<String, String> headers,
    String body,
    String results,
    String title,
    String link,
    String snippet,
    String published,
    int maxCharacters) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

  /// Headers that the connection sets itself, or that have a setting of their own.
  private static final Set<String> RESERVED =
      Set.of("connection", "content-length", "expect", "host", "upgrade", "user-agent");

  public SearchTemplate {
    headers = Map.copyOf(headers);
    method = method.toUpperCase(Locale.ROOT);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a search template's name has lower-case letters, digits and hyphens, at most 32");
    }
    String where = "search template " + name + ": ";
    if (!method.equals("GET") && !method.equals("POST")) {
      throw new IllegalArgumentException(where + "method must be GET or POST");
    }
    if (!url.contains("{query}") && !body.contains("{query}")) {
      throw new IllegalArgumentException(where + "url or body must contain {query}");
    }
    if (maxCharacters < 32) {
      throw new IllegalArgumentException(where + "max-characters must be at least 32");
    }
    if (link.isEmpty()) {
      throw new IllegalArgumentException(where + "link must name the field with the address");
    }
    checkAddress(where, url);
    checkHeaders(where, headers);
    checkPointers(where, results, title, link, snippet, published);
  }

  private static void checkAddress(String where, String url) {
    try {
      int path = url.indexOf('/', "https://".length());
      if (url.lastIndexOf('{', path < 0 ? url.length() : path) >= 0) {
        throw new IllegalArgumentException("whoever writes the query would choose the host");
      }
      URI filled = URI.create(url.replaceAll("\\{(query|limit|language|site)}", "x"));
      String scheme = filled.getScheme() == null ? "" : filled.getScheme();
      if (!scheme.matches("https?") || filled.getHost() == null) {
        throw new IllegalArgumentException("no http address");
      }
    } catch (IllegalArgumentException _) {
      // The cause quotes the address, which may hold a key.
      throw new IllegalArgumentException(
          where + "url must be an http or https address whose host has no {place}");
    }
  }

  /// Header values may be keys; only well-formed names are repeated.
  private static void checkHeaders(String where, Map<String, String> headers) {
    headers.forEach(
        (header, value) -> {
          if (!HEADER_NAME.matcher(header).matches()) {
            throw new IllegalArgumentException(
                where + "the name of a header has only letters, digits and hyphens");
          }
          if (RESERVED.contains(header.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                where + "the header " + header + " cannot be set here");
          }
          if (!HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                where + "the value of header " + header + " must be plain ASCII on one line");
          }
        });
  }

  private static void checkPointers(
      String where, String results, String title, String link, String snippet, String published) {
    try {
      var _ = HitFields.of(results, title, link, snippet, published);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + "a JSON pointer looks like /data/results", e);
    }
  }

  @Override
  public String toString() {
    return "SearchTemplate[" + name + ", " + method + "]";
  }
}
