package io.deepsearch4j.web;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts text into words to compare by: lower case, plural s off, and Chinese, Japanese and Korean
/// in pairs of characters.
final class Words {
  private Words() {}

  static List<String> of(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    int[] characters = plain.codePoints().toArray();
    var words = new ArrayList<String>();
    int start = 0;
    while (start < characters.length) {
      Kind kind = kind(characters[start]);
      int end = start + 1;
      while (end < characters.length && kind(characters[end]) == kind) {
        end++;
      }
      switch (kind) {
        case GAP -> {}
        case LETTERS, DIGITS -> words.add(singular(new String(characters, start, end - start)));
        case IDEOGRAPHS -> pairs(characters, start, end, words);
      }
      start = end;
    }
    return words;
  }

  private enum Kind {
    GAP,
    LETTERS,
    DIGITS,
    IDEOGRAPHS
  }

  private static Kind kind(int c) {
    if (Character.isDigit(c)) {
      return Kind.DIGITS;
    }
    if (!Character.isLetter(c)) {
      return Kind.GAP;
    }
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> Kind.IDEOGRAPHS;
      default -> Kind.LETTERS;
    };
  }

  private static void pairs(int[] characters, int start, int end, List<String> words) {
    if (end - start == 1) {
      words.add(new String(characters, start, 1));
    }
    for (int i = start; i + 1 < end; i++) {
      words.add(new String(characters, i, 2));
    }
  }

  private static String singular(String word) {
    return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
        ? word.substring(0, word.length() - 1)
        : word;
  }
}
