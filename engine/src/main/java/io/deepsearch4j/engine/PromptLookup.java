package io.deepsearch4j.engine;

/// Drafts what followed the same tokens before, in the sequence itself: answers quote their
/// prompts, and calls look like earlier calls.
final class PromptLookup {
  private static final int LEAST_ALIKE = 2;
  private static final int MOST_ALIKE = 12;

  private PromptLookup() {}

  /// Up to `most` tokens that followed the place whose preceding tokens are most like the last ones
  /// of the sequence, the latest such place; none, if no place is alike. One pass over the tokens.
  static int[] draft(TokenList tokens, int most) {
    int end = tokens.size();
    int best = 0;
    int bestAlike = LEAST_ALIKE - 1;
    for (int place = end - 1; place > bestAlike && bestAlike < MOST_ALIKE; place--) {
      int alike = alike(tokens, place, end);
      if (alike > bestAlike) {
        bestAlike = alike;
        best = place;
      }
    }
    return best == 0 ? new int[0] : tokens.range(best, Math.min(end, best + most));
  }

  private static int alike(TokenList tokens, int place, int end) {
    int alike = 0;
    while (alike < MOST_ALIKE
        && alike < place
        && tokens.get(place - 1 - alike) == tokens.get(end - 1 - alike)) {
      alike++;
    }
    return alike;
  }
}
