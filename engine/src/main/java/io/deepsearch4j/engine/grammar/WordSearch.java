package io.deepsearch4j.engine.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Looks for several words in a text at once, as Aho and Corasick do ("Efficient string matching",
/// Communications of the ACM 18, 1975): a place in the text is the longest beginning of a word that
/// the text ends with. Not safe to share between threads.
final class WordSearch {
  private static final int NOT_YET = -1;

  private final List<int[]> next = new ArrayList<>(); // [places][256]
  private final List<Outcome> outcomes = new ArrayList<>();

  /// What it means to have reached a place.
  enum Outcome {
    GOES_ON,
    FORBIDDEN,
    ENDS
  }

  WordSearch() {
    place();
  }

  private int place() {
    var row = new int[256];
    Arrays.fill(row, NOT_YET);
    next.add(row);
    outcomes.add(Outcome.GOES_ON);
    return next.size() - 1;
  }

  void add(String word, Outcome outcome) {
    if (!FreeText.FIRST_BYTES.get(word.charAt(0))) {
      throw new IllegalArgumentException(word + " begins unlike the marks of every family");
    }
    int at = 0;
    for (byte value : word.getBytes(StandardCharsets.UTF_8)) {
      int[] row = next.get(at);
      if (row[value & 0xFF] == NOT_YET) {
        row[value & 0xFF] = place();
      }
      at = row[value & 0xFF];
    }
    outcomes.set(at, outcome);
  }

  Table table() {
    complete();
    boolean ends = outcomes.contains(Outcome.ENDS);
    var table = new Table.Builder();
    for (Outcome outcome : outcomes) {
      if (ends ? outcome == Outcome.ENDS : outcome == Outcome.GOES_ON) {
        table.accepting();
      } else {
        table.position();
      }
    }
    for (int at = 0; at < next.size(); at++) {
      if (outcomes.get(at) != Outcome.GOES_ON) {
        continue;
      }
      for (int value = 0; value < 256; value++) {
        int to = next.get(at)[value];
        if (outcomes.get(to) != Outcome.FORBIDDEN) {
          table.on(at, value, to);
        }
      }
    }
    return table.build();
  }

  /// Fills in where a byte leads that continues no word: to where it leads from the next shorter
  /// beginning. Shorter ones come first, so theirs is known.
  private void complete() {
    var shorter = new int[next.size()];
    var open = new ArrayDeque<Integer>();
    open.add(0);
    while (!open.isEmpty()) {
      int at = open.remove();
      if (outcomes.get(shorter[at]) != Outcome.GOES_ON) {
        outcomes.set(at, outcomes.get(shorter[at]));
      }
      int[] row = next.get(at);
      for (int value = 0; value < 256; value++) {
        int otherwise = at == 0 ? 0 : next.get(shorter[at])[value];
        if (row[value] == NOT_YET) {
          row[value] = otherwise;
        } else {
          shorter[row[value]] = otherwise;
          open.add(row[value]);
        }
      }
    }
  }
}
