package io.deepsearch4j.engine.tokenizer;

import java.util.Arrays;
import java.util.Set;

/// The merges of a `tokenizer.json`, by the ids of both neighbours. Safe to share between threads.
///
/// A result is always the union of its parts and so longer than each: merges cannot go in circles.
final class MergeTable implements Merges {
  private static final long FREE = -1;

  private final long[] keys; // open addressing; FREE where there is none
  private final long[] results;

  /// @param specials ids that no merge may make
  MergeTable(JsonModel model, Set<Integer> specials) {
    int slots = Integer.highestOneBit(Math.max(16, model.merges() * 2)) * 2;
    keys = new long[slots];
    results = new long[slots];
    Arrays.fill(keys, FREE);
    for (int merge = 0; merge < model.merges(); merge++) {
      String left = model.left(merge);
      String right = model.right(merge);
      int union = id(model, left + right, merge);
      long key = key(id(model, left, merge), id(model, right, merge));
      if (left.isEmpty() || right.isEmpty()) {
        throw new TokenizerException("merge " + (merge + 1) + " has an empty half");
      }
      if (ByteNames.matches(left) || ByteNames.matches(right)) {
        throw new TokenizerException("merge " + (merge + 1) + " joins bytes, which have no merges");
      }
      if (!specials.contains(union)) {
        int slot = slot(key);
        keys[slot] = key;
        results[slot] = (long) merge << 32 | union; // of equal ones the last counts
      }
    }
  }

  private static int id(JsonModel model, String entry, int merge) {
    Integer id = model.ids().get(entry);
    if (id == null) {
      throw new TokenizerException(
          "merge %d needs the entry '%s', which its vocabulary lacks".formatted(merge + 1, entry));
    }
    return id;
  }

  @Override
  public long join(int left, int right, byte[] text, int rightFrom, int rightTo) {
    int slot = slot(key(left, right));
    return keys[slot] == FREE ? NONE : results[slot];
  }

  private static long key(int left, int right) {
    return (long) left << 32 | right;
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed ^ (mixed >>> 32)) & (keys.length - 1);
    while (keys[slot] != key && keys[slot] != FREE) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }
}
