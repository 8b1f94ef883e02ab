package io.deepsearch4j.engine.checkpoint;

import java.util.Arrays;

/// Decides from observed use which experts are worth keeping whatever came last.
///
/// Uses are counted, and from time to time those used most become hot, at most a given number; then
/// all counts are halved, so that habits of a former text fade. Not safe to share between threads.
final class HotExperts {
  /// Uses of an average expert between two decisions.
  private static final int PATIENCE = 8;

  private final int most;
  private final int[] uses; // [key]
  private final boolean[] hot; // [key]
  private long untilDecision;

  /// @param keys how many experts there are
  /// @param most how many may be hot
  HotExperts(int keys, int most) {
    this.most = most;
    uses = new int[keys];
    hot = new boolean[keys];
    untilDecision = (long) keys * PATIENCE;
  }

  void used(int key) {
    uses[key]++;
    if (--untilDecision == 0) {
      decide();
    }
  }

  boolean isHot(int key) {
    return hot[key];
  }

  private void decide() {
    int[] sorted = uses.clone();
    Arrays.sort(sorted);
    // Strictly above the first that does not fit in, so that equals are treated alike.
    int bar = most < sorted.length ? sorted[sorted.length - 1 - most] : 0;
    for (int key = 0; key < uses.length; key++) {
      hot[key] = uses[key] > bar;
      uses[key] /= 2;
    }
    untilDecision = (long) uses.length * PATIENCE;
  }
}
