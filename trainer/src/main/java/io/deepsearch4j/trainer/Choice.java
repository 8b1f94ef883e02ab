package io.deepsearch4j.trainer;

import java.util.stream.IntStream;

/// Which experts the tokens of a pass chose, and how to sort the pairs of token and expert.
///
/// Letters: `T` tokens, `C` chosen, `P = T * C` pairs, `E` experts.
///
/// @param tokens `T`
/// @param experts chosen by each token, best first, `[T][C]`
/// @param counts pairs of each expert, `[E]`
/// @param order the pairs sorted by expert, stable, `[P]`
/// @param tokenOf the token of each sorted pair, `[P]`
/// @param places where each pair stands in that order, `[P]`
record Choice(
    int tokens, long[] experts, int[] counts, long[] order, long[] tokenOf, long[] places) {

  /// The largest of score plus bias; the lowest number first among equals.
  ///
  /// @param scores `[T][E]`
  static Choice of(float[] scores, float[] bias, int chosen) {
    int width = bias.length;
    int tokens = scores.length / width;
    var experts = new long[tokens * chosen];
    var best = new float[chosen];
    for (int token = 0; token < tokens; token++) {
      int at = token * chosen;
      int held = 0;
      for (int expert = 0; expert < width; expert++) {
        float score = scores[token * width + expert] + bias[expert];
        if (held == chosen && score <= best[chosen - 1]) {
          continue;
        }
        int place = held < chosen ? held++ : chosen - 1;
        for (; place > 0 && score > best[place - 1]; place--) {
          best[place] = best[place - 1];
          experts[at + place] = experts[at + place - 1];
        }
        best[place] = score;
        experts[at + place] = expert;
      }
    }
    return sorted(tokens, experts, width, chosen);
  }

  private static Choice sorted(int tokens, long[] experts, int width, int chosen) {
    var counts = new int[width];
    for (long expert : experts) {
      counts[(int) expert]++;
    }
    var next = new int[width];
    for (int expert = 1; expert < width; expert++) {
      next[expert] = next[expert - 1] + counts[expert - 1];
    }
    var order = new long[experts.length];
    var tokenOf = new long[experts.length];
    var places = new long[experts.length];
    for (int pair = 0; pair < experts.length; pair++) {
      int place = next[(int) experts[pair]]++;
      order[place] = pair;
      tokenOf[place] = pair / chosen;
      places[pair] = place;
    }
    return new Choice(tokens, experts, counts, order, tokenOf, places);
  }

  /// Experts that somebody chose.
  int[] busy() {
    return IntStream.range(0, counts.length).filter(expert -> counts[expert] > 0).toArray();
  }
}
