package io.deepsearch4j.synthesis;

import java.util.Locale;
import java.util.Optional;

/// Finds names and numbers in lines, as wholes.
final class Words {
  private Words() {}

  /// Whether a line holds these words as a whole.
  static boolean contains(String line, String words) {
    return find(line, words).isPresent();
  }

  /// The words as they stand in the line, if they stand there as a whole; letter case aside.
  static Optional<String> find(String line, String words) {
    if (words.isBlank()) {
      return Optional.empty();
    }
    String low = line.toLowerCase(Locale.ROOT);
    String wanted = words.toLowerCase(Locale.ROOT);
    if (low.length() != line.length()) {
      low = line;
      wanted = words;
    }
    for (int at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + 1)) {
      if (!runsOn(low, at - 1, at)
          && !runsOn(low, at + wanted.length() - 1, at + wanted.length())
          && !isPartOfNumber(low, at, at + wanted.length())) {
        return Optional.of(line.substring(at, at + wanted.length()));
      }
    }
    return Optional.empty();
  }

  /// Whether a Latin word or a number goes on from one place to the next.
  private static boolean runsOn(String text, int left, int right) {
    return left >= 0
        && right < text.length()
        && isLatin(text.charAt(left))
        && isLatin(text.charAt(right));
  }

  private static boolean isLatin(char letter) {
    return Character.isLetterOrDigit(letter) && letter < 0x2E80;
  }

  private static boolean isPartOfNumber(String text, int from, int to) {
    boolean before =
        from >= 2
            && Character.isDigit(text.charAt(from))
            && ".,".indexOf(text.charAt(from - 1)) >= 0
            && Character.isDigit(text.charAt(from - 2));
    boolean after =
        to + 1 < text.length()
            && Character.isDigit(text.charAt(to - 1))
            && ".,".indexOf(text.charAt(to)) >= 0
            && Character.isDigit(text.charAt(to + 1));
    return before || after;
  }

  /// Whether a name is written in Chinese characters.
  static boolean isChinese(String text) {
    return text.codePoints()
        .anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
  }
}
