package io.deepsearch4j.documents;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/// Resolves the addresses of a page and says what they lead to.
final class HtmlLinks {
  private static final int MAX_ADDRESS = 8_000;
  private static final Set<String> NEXT =
      Set.of(
          "next",
          "next page",
          "older",
          "older posts",
          "older entries",
          "下一页",
          "下页",
          "下一頁",
          "后一页",
          "次へ",
          "次のページ",
          "다음");
  private static final Set<String> NEXT_SIGNS = Set.of("›", "»", ">", ">>", "→", "▶");
  private static final Set<String> FILES =
      Set.of(
          "pdf", "doc", "docx", "xls", "xlsx", "xlsm", "ppt", "pptx", "csv", "tsv", "txt", "json",
          "zip", "gz", "7z", "rar", "rtf", "odt", "ods", "odp", "epub", "bib", "ris", "xbrl");

  private final URI document;

  HtmlLinks(URI document) {
    this.document = document;
  }

  /// The absolute address in an attribute, or empty where it is none that one could follow.
  Optional<URI> resolve(Element element, String attribute) {
    String raw = element.attr(attribute).strip();
    if (raw.isEmpty() || raw.length() > MAX_ADDRESS) {
      return Optional.empty();
    }
    String lower = raw.toLowerCase(Locale.ROOT);
    if (lower.startsWith("javascript:")
        || lower.startsWith("data:")
        || lower.startsWith("blob:")
        || lower.startsWith("vbscript:")
        || lower.startsWith("about:")) {
      return Optional.empty();
    }
    return resolve(element.baseUri(), raw);
  }

  /// An address, absolute or relative to a base.
  static Optional<URI> resolve(String base, String raw) {
    Optional<URI> address = parse(raw.strip());
    if (address.isEmpty() || address.get().isAbsolute()) {
      return address;
    }
    return parse(base).filter(uri -> !uri.isOpaque()).map(uri -> absolute(uri, address.get()));
  }

  private static URI absolute(URI base, URI address) {
    String raw = address.toString();
    if (raw.isEmpty() || raw.startsWith("#")) {
      return withoutFragment(base, raw);
    }
    if (raw.startsWith("?")) {
      // URI.resolve loses the last path segment here (RFC 2396); browsers keep it.
      String whole = base.toString();
      int end = indexOrEnd(whole, '#');
      end = Math.min(end, indexOrEnd(whole, '?'));
      return URI.create(whole.substring(0, end) + raw);
    }
    URI from = base.getRawPath().isEmpty() ? base.resolve("/") : base;
    return from.resolve(address);
  }

  private static URI withoutFragment(URI base, String fragment) {
    String whole = base.toString();
    return URI.create(whole.substring(0, indexOrEnd(whole, '#')) + fragment);
  }

  private static int indexOrEnd(String text, char c) {
    int index = text.indexOf(c);
    return index < 0 ? text.length() : index;
  }

  private static Optional<URI> parse(String raw) {
    try {
      return Optional.of(new URI(escape(raw)));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /// Percent-encodes what a browser would: pages write blanks, quotes and bars into addresses.
  private static String escape(String raw) {
    // Brackets are allowed around an IPv6 host and nowhere else.
    int host = raw.contains("://[") ? raw.indexOf(']') : -1;
    var escaped = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (mustBeEscaped(raw, i) && !((c == '[' || c == ']') && i <= host)) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
      } else if (c != '\n' && c != '\r' && c != '\t') {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean mustBeEscaped(String raw, int index) {
    char c = raw.charAt(index);
    if (c == '\n' || c == '\r' || c == '\t') {
      return false;
    }
    return (c == '%' && !isEscape(raw, index))
        || c <= 0x20
        || "\"<>\\^`{|}[]".indexOf(c) >= 0
        || Character.isISOControl(c)
        || Character.isSpaceChar(c);
  }

  private static boolean isEscape(String raw, int index) {
    return index + 2 < raw.length()
        && Character.digit(raw.charAt(index + 1), 16) >= 0
        && Character.digit(raw.charAt(index + 2), 16) >= 0;
  }

  /// What a link leads to.
  Link.Kind kind(URI url, Element element, String anchor) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("mailto")) {
      return Link.Kind.MAIL;
    }
    if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("file")) {
      return Link.Kind.OTHER;
    }
    if (isSamePage(url)) {
      return Link.Kind.ANCHOR;
    }
    if (element.hasAttr("download")
        || element.attr("type").startsWith("application/pdf")
        || isFile(url)) {
      return Link.Kind.ATTACHMENT;
    }
    return isNext(element, anchor) ? Link.Kind.NEXT : Link.Kind.PAGE;
  }

  private boolean isSamePage(URI url) {
    return url.getRawFragment() != null
        && withoutFragment(url, "").equals(withoutFragment(document, ""));
  }

  private static boolean isNext(Element element, String anchor) {
    if (Arrays.asList(element.attr("rel").toLowerCase(Locale.ROOT).split("\\s+", -1))
        .contains("next")) {
      return true;
    }
    return saysNext(anchor)
        || (anchor.length() <= 2 && saysNext(DocumentBuilder.clean(element.attr("aria-label"))));
  }

  private static boolean saysNext(String anchor) {
    String text = anchor.toLowerCase(Locale.ROOT).strip();
    if (NEXT_SIGNS.contains(text)) {
      return true;
    }
    return text.length() < 30 && NEXT.contains(text.replaceAll("[\\s>›»→▶]+$", ""));
  }

  /// Whether an address names a file to be downloaded, in its path or as a parameter.
  static boolean isFile(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    return hasFileEnding(path)
        || Arrays.stream(query.split("&", -1)).anyMatch(HtmlLinks::hasFileEnding);
  }

  private static boolean hasFileEnding(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && FILES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
