package io.deepsearch4j.web;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What may be sent to an engine as a query: real words, within its limits.
final class QueryText {
  /// What programs and models write when they have nothing to ask.
  private static final Set<String> NOTHING =
      Set.of("", "undefined", "null", "none", "nan", "nil", "[object object]");

  private static final Pattern HOST =
      Pattern.compile("(?=.{1,253}$)[a-z0-9][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)*");

  private QueryText() {}

  /// Whether there is anything to look for. Quotes and punctuation alone are nothing.
  static boolean saysSomething(String text) {
    String words =
        text.replaceAll("^[\\p{P}\\p{Z}\\p{C}&&[^\\[\\]]]+|[\\p{P}\\p{Z}\\p{C}&&[^\\[\\]]]+$", "");
    return !NOTHING.contains(words.toLowerCase(Locale.ROOT))
        && words.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /// Why no engine should be asked this, or empty.
  static Optional<String> objection(Query query) {
    if (!saysSomething(query.text())) {
      return Optional.of(
          "the query says nothing to look for; write the words that a page would contain");
    }
    return host(query.site()).isEmpty()
        ? Optional.of("site must be a host name such as example.org")
        : Optional.empty();
  }

  /// A site restriction as a plain host name in ASCII, so that it can be written into a query; no
  /// restriction stays empty text. Empty where it is no host name.
  static Optional<String> host(String site) {
    try {
      String host = IDN.toASCII(site.strip()).toLowerCase(Locale.ROOT);
      return host.isEmpty() || HOST.matcher(host).matches() ? Optional.of(host) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// The text on one line, cut after a word where that is possible.
  static String cut(String text, int characters, int words) {
    String line = text.replaceAll("[\\p{Z}\\p{C}]+", " ").strip();
    int end = 0;
    int seen = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || line.charAt(i) == ' ') {
        seen++;
        if (i > characters || seen > words) {
          break;
        }
        end = i;
      }
    }
    if (end == 0) {
      end = Math.min(line.length(), characters);
      if (end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
        end--;
      }
    }
    return line.substring(0, end);
  }

  /// The text within the limits, with a `site:` operator where the query asks for one.
  static String withSite(Query query, int characters, int words) {
    if (query.site().isEmpty()) {
      return cut(query.text(), characters, words);
    }
    String operator = " site:" + query.site();
    return cut(query.text(), characters - operator.length(), words - 1) + operator;
  }
}
