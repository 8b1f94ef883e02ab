package io.deepsearch4j.agent;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Text reduced to words that can be compared: lower case, half width, without accents and
/// punctuation. An ideograph is a word of its own, so a Chinese expression is a phrase of words
/// just like an English one, and finding a phrase is finding a string.
///
/// Every word is kept as written and as a stem. Names are compared as written, since near-duplicate
/// names differ in an ending; other words by their stems.
final class Folded {
  static final Folded EMPTY = new Folded(List.of());

  private final List<Word> words;
  private final String exact;
  private final String stems;

  /// A word and the range of the raw text it was read from.
  record Word(String exact, String stem, int start, int end) {
    boolean ideograph() {
      return isIdeograph(exact.codePointAt(0));
    }
  }

  private Folded(List<Word> words) {
    this.words = List.copyOf(words);
    var exactText = new StringBuilder(" ");
    var stemText = new StringBuilder(" ");
    for (Word word : words) {
      exactText.append(word.exact()).append(' ');
      stemText.append(word.stem()).append(' ');
    }
    exact = exactText.toString();
    stems = stemText.toString();
  }

  static Folded of(String raw) {
    var words = new ArrayList<Word>();
    var word = new StringBuilder();
    int start = 0;
    int i = 0;
    while (i < raw.length()) {
      int c = raw.codePointAt(i);
      int next = i + Character.charCount(c);
      int folded = fold(c);
      if (isIdeograph(folded)) {
        flush(word, start, i, words);
        String text = Character.toString(folded);
        words.add(new Word(text, text, i, next));
      } else if (Character.isLetterOrDigit(folded)) {
        if (!word.isEmpty() && changes(word.charAt(word.length() - 1), folded)) {
          flush(word, start, i, words);
        }
        if (word.isEmpty()) {
          start = i;
        }
        word.appendCodePoint(folded);
      } else if (joins(word, folded, raw, next)) {
        word.appendCodePoint(folded);
      } else if (isApostrophe(folded) && !word.isEmpty() && possessive(raw, next)) {
        flush(word, start, i, words);
        next++;
      } else if (!Character.isIdentifierIgnorable(folded)) {
        flush(word, start, i, words);
      }
      i = next;
    }
    flush(word, start, raw.length(), words);
    return words.isEmpty() ? EMPTY : new Folded(words);
  }

  private static void flush(StringBuilder word, int start, int end, List<Word> words) {
    if (!word.isEmpty()) {
      String text = word.toString();
      words.add(new Word(text, stem(text), start, end));
      word.setLength(0);
    }
  }

  private static boolean changes(char last, int next) {
    return Character.isDigit(last) != Character.isDigit(next);
  }

  private static boolean joins(StringBuilder word, int c, String raw, int next) {
    return (c == ',' || c == '.')
        && !word.isEmpty()
        && Character.isDigit(word.charAt(word.length() - 1))
        && next < raw.length()
        && Character.isDigit(raw.charAt(next));
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '\u2019';
  }

  private static boolean possessive(String raw, int next) {
    return next < raw.length()
        && (raw.charAt(next) == 's' || raw.charAt(next) == 'S')
        && (next + 1 == raw.length() || !Character.isLetterOrDigit(raw.charAt(next + 1)));
  }

  private static int fold(int c) {
    if (c < 0x80) {
      return Character.toLowerCase(c);
    }
    int half = c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
    int plain =
        half >= 0xC0 && half < 0x250
            ? Normalizer.normalize(Character.toString(half), Normalizer.Form.NFD).codePointAt(0)
            : half;
    return Character.toLowerCase(plain);
  }

  static boolean isIdeograph(int c) {
    return Character.isIdeographic(c)
        || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA
        || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA;
  }

  /// Whether a text holds ideographs, which is how Chinese is told from English here.
  static boolean hasIdeographs(String text) {
    return text.codePoints().anyMatch(Folded::isIdeograph);
  }

  /// A light stem: the plural's ending goes. More would make different names of attributes equal.
  private static String stem(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int length = lower.length();
    if (length > 4 && lower.endsWith("ies")) {
      return lower.substring(0, length - 3) + "y";
    }
    if (length > 3
        && lower.endsWith("s")
        && !lower.endsWith("ss")
        && !lower.endsWith("us")
        && !lower.endsWith("is")) {
      return lower.substring(0, length - 1);
    }
    return lower;
  }

  List<Word> words() {
    return words;
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /// Whether another text's words stand here one after the other, by their stems.
  boolean has(Folded phrase) {
    return !phrase.isEmpty() && stems.contains(phrase.stems);
  }

  /// Whether another text's words stand here one after the other, exactly as written.
  boolean hasExactly(Folded phrase) {
    return !phrase.isEmpty() && exact.contains(phrase.exact);
  }

  /// The position of the first word of a phrase, at or after a word; -1 where it does not occur.
  int find(Folded phrase, int from) {
    List<Word> sought = phrase.words;
    for (int i = from; !sought.isEmpty() && i + sought.size() <= words.size(); i++) {
      int j = 0;
      while (j < sought.size() && words.get(i + j).stem().equals(sought.get(j).stem())) {
        j++;
      }
      if (j == sought.size()) {
        return i;
      }
    }
    return -1;
  }

  /// Some of the words, as a phrase.
  Folded part(int from, int to) {
    return new Folded(words.subList(from, to));
  }

  /// The words with blanks between, for messages and keys.
  @Override
  public String toString() {
    return exact.strip();
  }
}
