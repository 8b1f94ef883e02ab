package io.deepsearch4j.trainer.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pairs of pieces that become one piece, the most frequent first (Sennrich et al., "Neural Machine
/// Translation of Rare Words with Subword Units", 2016).
///
/// Every word counts once. A pair that fewer than one word in 400 has is not merged, however much
/// room is left: it would be part of a name, and not of names. (Of invented names, about one in a
/// hundred has a given syllable, and one in ten thousand a given pair of them.)
final class Merges {
  private static final int LEAST_WORDS = 4;
  private static final int WORDS_A_PAIR = 400;

  private final List<String> pieces;
  private final List<int[]> words; // [word][symbols], each the index of a piece
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final List<Merge> merges = new ArrayList<>();

  /// Two pieces that become one.
  record Merge(String left, String right) {
    String union() {
      return left + right;
    }
  }

  /// Where two pieces stand side by side.
  private static final class Pair {
    int count;
    int size;
    int[] words = new int[4]; // some more than once, and some that have it no more

    void add(int word) {
      count++;
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, size * 2);
      }
      words[size++] = word;
    }
  }

  private Merges(List<String> characters, List<int[]> words) {
    this.pieces = new ArrayList<>(characters);
    this.words = words;
    for (int word = 0; word < words.size(); word++) {
      enter(word);
    }
  }

  /// @param characters that pieces may consist of; words with others are left out
  static Merges learn(List<String> words, List<String> characters, int most) {
    var symbols = new HashMap<Integer, Integer>();
    for (int i = 0; i < characters.size(); i++) {
      symbols.put(characters.get(i).codePointAt(0), i);
    }
    List<int[]> spelled =
        words.stream()
            .map(word -> word.codePoints().map(c -> symbols.getOrDefault(c, -1)).toArray())
            .filter(word -> Arrays.stream(word).allMatch(symbol -> symbol >= 0))
            .toList();
    var merges = new Merges(characters, new ArrayList<>(spelled));
    int least = Math.max(LEAST_WORDS, spelled.size() / WORDS_A_PAIR);
    while (merges.size() < most) {
      Optional<Long> best = merges.best(least);
      if (best.isEmpty()) {
        break;
      }
      merges.merge(best.get());
    }
    return merges;
  }

  int size() {
    return merges.size();
  }

  /// In the order of their learning.
  List<Merge> inOrder() {
    return List.copyOf(merges);
  }

  /// Of equally frequent pairs the one of the older pieces.
  private Optional<Long> best(int least) {
    long best = -1;
    int count = least - 1;
    for (var pair : pairs.entrySet()) {
      int have = pair.getValue().count;
      if (have > count || (have == count && best >= 0 && pair.getKey() < best)) {
        best = pair.getKey();
        count = have;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(best);
  }

  private void merge(long key) {
    int left = (int) (key >>> 32);
    int right = (int) key;
    int union = pieces.size();
    var merge = new Merge(pieces.get(left), pieces.get(right));
    pieces.add(merge.union());
    merges.add(merge);
    Pair pair = pairs.getOrDefault(key, new Pair());
    int[] where = Arrays.copyOf(pair.words, pair.size);
    for (int word : where) {
      int[] joined = joined(words.get(word), left, right, union);
      if (joined.length < words.get(word).length) {
        leave(word);
        words.set(word, joined);
        enter(word);
      }
    }
    pairs.remove(key);
  }

  private static int[] joined(int[] word, int left, int right, int union) {
    var joined = new int[word.length];
    int size = 0;
    for (int i = 0; i < word.length; i++) {
      boolean joins = i + 1 < word.length && word[i] == left && word[i + 1] == right;
      joined[size++] = joins ? union : word[i];
      i += joins ? 1 : 0;
    }
    return Arrays.copyOf(joined, size);
  }

  private void enter(int word) {
    int[] symbols = words.get(word);
    for (int i = 0; i + 1 < symbols.length; i++) {
      pairs.computeIfAbsent(key(symbols, i), _ -> new Pair()).add(word);
    }
  }

  private void leave(int word) {
    int[] symbols = words.get(word);
    for (int i = 0; i + 1 < symbols.length; i++) {
      Pair pair = pairs.get(key(symbols, i));
      if (pair != null && --pair.count == 0) {
        pairs.remove(key(symbols, i));
      }
    }
  }

  private static long key(int[] symbols, int at) {
    return (long) symbols[at] << 32 | symbols[at + 1];
  }
}
