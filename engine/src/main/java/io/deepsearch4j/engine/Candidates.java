package io.deepsearch4j.engine;

import java.util.Arrays;

/// Tokens that are left to choose from, as keys that sort the highest logit first and, among equal
/// ones, the lowest token first. Reused from step to step; not safe to share between threads.
final class Candidates {
  private static final int LEAST_ROOM = 1024;

  private long[] keys = new long[LEAST_ROOM];
  private int count;

  int count() {
    return count;
  }

  /// Gathers all tokens whose logit is at least this, unsorted.
  void gather(float[] logits, double floor) {
    count = 0;
    for (int token = 0; token < logits.length; token++) {
      if (logits[token] >= floor && logits[token] > Float.NEGATIVE_INFINITY) {
        add(key(logits[token], token));
      }
    }
  }

  /// Gathers the best `most` tokens whose logit is at least this, sorted.
  ///
  /// The buffer holds twice as many; whenever it is full, the worse half goes, and what is not
  /// better than the worst kept is not even looked at any more. No pass sorts the vocabulary.
  void gatherBest(float[] logits, double floor, int most) {
    count = 0;
    int room = (int) Math.min(Math.max(LEAST_ROOM, 2L * most), Integer.MAX_VALUE - 8);
    float worst = Float.NEGATIVE_INFINITY;
    for (int token = 0; token < logits.length; token++) {
      float logit = logits[token];
      // Later tokens lose against equal ones, so only better ones matter once there are enough.
      if (logit > worst && logit >= floor) {
        add(key(logit, token));
        if (count == room) {
          sortAndKeep(most);
          worst = logits[token(most - 1)];
        }
      }
    }
    sortAndKeep(most);
  }

  void sort() {
    Arrays.sort(keys, 0, count);
  }

  /// Forgets all but the first ones.
  void keep(int most) {
    count = Math.min(count, most);
  }

  int token(int index) {
    return (int) keys[index];
  }

  /// Sorts what is left by token instead.
  void sortByToken() {
    for (int i = 0; i < count; i++) {
      keys[i] &= 0xFFFFFFFFL;
    }
    Arrays.sort(keys, 0, count);
  }

  private void sortAndKeep(int most) {
    sort();
    keep(most);
  }

  private void add(long key) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
    }
    keys[count++] = key;
  }

  private static long key(float logit, int token) {
    // Adding 0 makes one zero of both. Flipping the lower bits of negative numbers makes their bits
    // sort like the numbers; flipping all turns the order around.
    int bits = Float.floatToIntBits(logit + 0f);
    int ascending = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return ((long) ~ascending << 32) | token;
  }
}
