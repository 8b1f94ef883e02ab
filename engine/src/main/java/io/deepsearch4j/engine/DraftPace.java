package io.deepsearch4j.engine;

/// How many tokens of one sequence are worth drafting, by how its drafts fared: more while they
/// turn out right, fewer when not, and none for a while when hardly any does. Not safe to share
/// between threads.
final class DraftPace {
  private static final double POOR = 0.2;
  private static final int REST = 24;
  private static final int MOST = 32;

  private double acceptance = 0.6;
  private int length = 4;
  private int resting;
  private int drafted;
  private int accepted;

  /// Tokens to draft now.
  int length() {
    return resting > 0 ? 0 : length;
  }

  int drafted() {
    return drafted;
  }

  int accepted() {
    return accepted;
  }

  /// Takes note of a pass without a draft.
  void plain() {
    resting = Math.max(0, resting - 1);
  }

  /// Takes note of a draft and how many of its tokens were right.
  void tried(int tokens, int right) {
    drafted += tokens;
    accepted += right;
    acceptance += 0.2 * ((double) right / tokens - acceptance);
    length = right == tokens ? Math.min(MOST, length + 2) : Math.max(1, right + 1);
    if (acceptance < POOR) {
      resting = REST;
      length = 1;
      // One good draft after the rest is enough to go on.
      acceptance = POOR;
    }
  }
}
