package io.deepsearch4j.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;

/// Turns the parts of a [RawHit] into what a [Hit] may carry: plain short text, addresses of web
/// pages, days.
final class HitText {
  static final int MAX_TITLE = 300;
  static final int MAX_SNIPPET = 2_000;
  private static final int MAX_URL = 2_000;
  private static final int MAX_RAW = 20_000;

  private static final List<DateTimeFormatter> DAYS =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH),
          DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.ROOT),
          DateTimeFormatter.RFC_1123_DATE_TIME);

  private HitText() {}

  /// Text without markup, control and direction characters, on one line and of bounded length.
  static String plain(String raw, int limit) {
    String bounded = raw.length() > MAX_RAW ? raw.substring(0, MAX_RAW) : raw;
    String text =
        bounded.indexOf('<') < 0 && bounded.indexOf('&') < 0
            ? bounded
            : Jsoup.parseBodyFragment(bounded).text();
    return line(text, limit);
  }

  /// Text that has no markup, on one line, without control and direction characters.
  static String line(String text, int limit) {
    var plain = new StringBuilder();
    boolean blank = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        if (!blank) {
          plain.append(' ');
        }
        blank = true;
      } else if (isVisible(c)) {
        plain.appendCodePoint(c);
        blank = false;
      }
    }
    return shorten(plain.toString().strip(), limit);
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> false;
      default -> true;
    };
  }

  /// At most so many characters, cut between code points and marked with `…`.
  static String shorten(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).stripTrailing() + "…";
  }

  /// The address, if it is one of a web page.
  static Optional<URI> url(String raw) {
    String text = raw.strip();
    if (text.isEmpty() || text.length() > MAX_URL) {
      return Optional.empty();
    }
    try {
      var url = new URI(new URI(text).toASCIIString());
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && url.getHost() != null && url.getRawUserInfo() == null
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// The day in ISO 8601, or empty where the engine gave none we are sure of (`3 days ago`).
  static String day(String raw) {
    String text = raw.strip();
    if (text.length() > 10 && text.charAt(4) == '-' && text.charAt(7) == '-') {
      text = text.substring(0, 10);
    }
    for (DateTimeFormatter format : DAYS) {
      try {
        LocalDate day = LocalDate.from(format.parse(text));
        return day.getYear() >= 1000 && day.getYear() <= 9999 ? day.toString() : "";
      } catch (DateTimeException _) {
        // Not written this way; the next format may fit.
      }
    }
    return "";
  }
}
