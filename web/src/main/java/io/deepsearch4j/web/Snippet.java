package io.deepsearch4j.web;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The stretch of a passage that shows best why it was found.
final class Snippet {
  private static final int LENGTH = 300;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private Snippet() {}

  /// About 300 characters in which the most different terms of the query occur, marked with `…`
  /// where text is left out.
  static String around(String passage, String query) {
    String text = passage.strip();
    if (text.length() <= LENGTH) {
      return HitText.line(text, LENGTH);
    }
    Set<String> terms = terms(query);
    String folded = text.toLowerCase(Locale.ROOT);
    int best = 0;
    int most = -1;
    for (int start = 0; start < text.length() - LENGTH / 2; start += LENGTH / 4) {
      String window = folded.substring(start, Math.min(folded.length(), start + LENGTH));
      int count = 0;
      for (String term : terms) {
        if (window.contains(term)) {
          count++;
        }
      }
      if (count > most) {
        most = count;
        best = start;
      }
    }
    return cut(text, best);
  }

  private static String cut(String text, int from) {
    int start = from;
    while (start > 0 && start < from + 30 && isInsideWord(text, start)) {
      start++;
    }
    int end = Math.min(text.length(), start + LENGTH);
    int limit = end;
    while (end < text.length() && end > limit - 30 && isInsideWord(text, end)) {
      end--;
    }
    return (start > 0 ? "…" : "")
        + HitText.line(text.substring(start, end), LENGTH)
        + (end < text.length() ? "…" : "");
  }

  private static boolean isInsideWord(String text, int at) {
    char before = text.charAt(at - 1);
    char after = text.charAt(at);
    return Character.isHighSurrogate(before)
        || (Character.isLetterOrDigit(before)
            && Character.isLetterOrDigit(after)
            && !FolderText.isCharacter(after));
  }

  /// Words without their endings, which stemming would have found in another form, and pairs of
  /// Chinese characters.
  private static Set<String> terms(String query) {
    Set<String> terms = new HashSet<>();
    Matcher word = WORD.matcher(query.toLowerCase(Locale.ROOT));
    while (word.find() && terms.size() < 100) {
      String found = word.group();
      if (found.codePoints().anyMatch(FolderText::isCharacter)) {
        for (int i = 0; i + 2 <= found.length(); i++) {
          terms.add(found.substring(i, i + 2));
        }
      } else if (found.length() > 2 || Character.isDigit(found.charAt(0))) {
        terms.add(found.length() > 5 ? found.substring(0, found.length() - 2) : found);
      }
    }
    return terms;
  }
}
