package io.deepsearch4j.trainer.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Which words and characters stand in texts, and how often. Forgets the rarest words when there
/// are too many. Not safe to share between threads.
final class WordCounts {
  /// A word that one of so many texts has is common.
  static final int SHARE = 200;

  private static final int LEAST_TEXTS = 8;
  private static final int LEAST_OF_CHARACTER = 5;
  private static final int MOST_WORDS = 1 << 20;
  private static final int LONGEST = 32;
  private static final int MOST_RARE = 200_000;

  private final Map<String, Tally> words = new HashMap<>();
  private final long[] characters = new long[Character.MAX_CODE_POINT + 1];
  private long texts;

  /// How often a word stands in how many texts.
  private static final class Tally {
    long count;
    long texts;
    long lastText = -1;
  }

  void add(String text) {
    text.codePoints().forEach(character -> characters[character]++);
    TextWords.in(text, this::count);
    texts++;
    if (words.size() > MOST_WORDS) {
      forgetRarest();
    }
  }

  private void count(String word) {
    switch (TextWords.Kind.of(word)) {
      case LETTERS, SIGNS -> tally(word);
      case HAN -> pairs(word);
      case ALONE -> {}
    }
  }

  /// Of Han characters only neighbours count: where a word ends, nobody wrote down.
  private void pairs(String run) {
    int at = 0;
    int next = Character.charCount(run.codePointAt(0));
    while (next < run.length()) {
      int end = next + Character.charCount(run.codePointAt(next));
      tally(run.substring(at, end));
      at = next;
      next = end;
    }
  }

  private void tally(String word) {
    if (word.length() > LONGEST) {
      return;
    }
    Tally tally = words.computeIfAbsent(word, _ -> new Tally());
    tally.count++;
    if (tally.lastText != texts) {
      tally.lastText = texts;
      tally.texts++;
    }
  }

  private void forgetRarest() {
    for (long least = 2; words.size() > MOST_WORDS / 2; least++) {
      long limit = least;
      words.values().removeIf(tally -> tally.count < limit);
    }
  }

  long texts() {
    return texts;
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /// The most frequent characters, and those that every vocabulary has, in order.
  List<String> characters(int most) {
    var always = new HashSet<Integer>(List.of((int) '\n', (int) ' '));
    IntStream.rangeClosed('0', '9').forEach(always::add);
    return IntStream.range(0, characters.length)
        .filter(c -> always.contains(c) || (characters[c] > 0 && mayBePiece(c)))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(
                    c -> always.contains(c) ? Long.MIN_VALUE : -characters[c])
                .thenComparingInt(c -> c))
        .limit(Math.max(most, always.size()))
        .sorted()
        .map(Character::toString)
        .toList();
  }

  private static boolean mayBePiece(int character) {
    return !Character.isISOControl(character)
        && Character.getType(character) != Character.SURROGATE
        && character != 0xFFFD;
  }

  /// Words of two characters or more that many texts share, those first that save most pieces.
  List<String> common() {
    long least = Math.max(LEAST_TEXTS, texts / SHARE);
    List<String> sorted =
        words.entrySet().stream()
            .filter(word -> word.getValue().texts >= least && length(word.getKey()) > 1)
            .filter(word -> holdsTogether(word.getKey(), word.getValue().count))
            .sorted(
                Comparator.<Map.Entry<String, Tally>>comparingLong(
                        word -> -word.getValue().count * (length(word.getKey()) - 1))
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    return withoutStraddling(sorted);
  }

  /// A Han character begins pairs or ends them, as the most frequent one that it is in does;
  /// otherwise most pairs would be the end of one word and the beginning of the next.
  private static List<String> withoutStraddling(List<String> sorted) {
    var beginners = new HashSet<Integer>();
    var enders = new HashSet<Integer>();
    var kept = new ArrayList<String>();
    for (String word : sorted) {
      if (TextWords.Kind.of(word) == TextWords.Kind.HAN) {
        int first = word.codePointAt(0);
        int last = word.codePointBefore(word.length());
        if (enders.contains(first) || beginners.contains(last)) {
          continue;
        }
        beginners.add(first);
        enders.add(last);
      }
      kept.add(word);
    }
    return kept;
  }

  /// Whether a pair of Han characters is a fifth of all places where either stands: a particle and
  /// the first character of a name are not.
  private boolean holdsTogether(String word, long count) {
    long most =
        Math.max(characters[word.codePointAt(0)], characters[word.codePointBefore(word.length())]);
    return TextWords.Kind.of(word) != TextWords.Kind.HAN || count * LEAST_OF_CHARACTER >= most;
  }

  private static int length(String word) {
    return word.codePointCount(0, word.length());
  }

  /// The distinct words of letters, without these, in order; some of them where there are very
  /// many.
  List<String> lettersExcept(List<String> known) {
    var left = new HashSet<>(words.keySet());
    left.removeAll(new HashSet<>(known));
    List<String> letters =
        left.stream()
            .filter(word -> TextWords.Kind.of(word) == TextWords.Kind.LETTERS)
            .sorted()
            .toList();
    int step = (letters.size() + MOST_RARE - 1) / MOST_RARE;
    if (step <= 1) {
      return letters;
    }
    var some = new ArrayList<String>();
    for (int i = 0; i < letters.size(); i += step) {
      some.add(letters.get(i));
    }
    return some;
  }
}
