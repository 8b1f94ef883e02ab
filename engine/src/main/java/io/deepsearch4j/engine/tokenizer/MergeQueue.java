package io.deepsearch4j.engine.tokenizer;

import java.util.Arrays;

/// Byte pair encoding of one stretch of text: merges the neighbours of the lowest rank, the
/// leftmost first, until none are left.
///
/// Symbols are a linked list over arrays, candidates a binary heap that is never cleaned: one whose
/// neighbours have changed is recognised when it comes up. `n log n` for any text. Reused from
/// stretch to stretch; not safe to share between threads.
final class MergeQueue {
  private static final int GONE = -1;

  private final Merges merges;
  private final byte[] text;

  private int count;
  private int[] symbols = new int[64]; // [count]
  private int[] starts = new int[64]; // [count], in the text
  private int[] ends = new int[64]; // [count]; GONE once it is part of another
  private int[] previous = new int[64]; // [count]
  private int[] following = new int[64]; // [count]

  private int candidates;
  private long[] order = new long[64]; // [candidates], rank and place of the left one
  private int[] results = new int[64]; // [candidates], the new symbol
  private int[] reaches = new int[64]; // [candidates], where the right one ended

  MergeQueue(Merges merges, byte[] text) {
    this.merges = merges;
    this.text = text;
  }

  /// Begins a new stretch.
  void clear() {
    count = 0;
    candidates = 0;
  }

  void add(int symbol, int from, int to) {
    if (count == symbols.length) {
      int length = count * 2;
      symbols = Arrays.copyOf(symbols, length);
      starts = Arrays.copyOf(starts, length);
      ends = Arrays.copyOf(ends, length);
      previous = Arrays.copyOf(previous, length);
      following = Arrays.copyOf(following, length);
    }
    symbols[count] = symbol;
    starts[count] = from;
    ends[count] = to;
    previous[count] = count - 1;
    following[count] = count + 1;
    count++;
  }

  void merge() {
    for (int left = 0; left + 1 < count; left++) {
      propose(left);
    }
    while (candidates > 0) {
      int left = (int) order[0];
      int result = results[0];
      int reach = reaches[0];
      removeFirst();
      int right = following[left];
      if (ends[left] == GONE || right >= count || ends[right] != reach) {
        continue;
      }
      int next = following[right];
      symbols[left] = result;
      ends[left] = ends[right];
      ends[right] = GONE;
      following[left] = next;
      if (next < count) {
        previous[next] = left;
      }
      if (previous[left] >= 0) {
        propose(previous[left]);
      }
      propose(left);
    }
  }

  private void propose(int left) {
    int right = following[left];
    if (right >= count) {
      return;
    }
    long merged = merges.join(symbols[left], symbols[right], text, starts[right], ends[right]);
    if (merged != Merges.NONE) {
      insert(merged >>> 32 << 32 | left, (int) merged, ends[right]);
    }
  }

  /// Merges, gives the symbols that are left away, and begins a new stretch.
  void drainTo(Ids out) {
    merge();
    for (int at = first(); at >= 0; at = next(at)) {
      out.add(symbols[at]);
    }
    clear();
  }

  /// The first symbol that is left, and then [#next] until it answers -1.
  int first() {
    return count == 0 ? -1 : 0;
  }

  int next(int place) {
    return following[place] < count ? following[place] : -1;
  }

  int symbol(int place) {
    return symbols[place];
  }

  int start(int place) {
    return starts[place];
  }

  int end(int place) {
    return ends[place];
  }

  private void insert(long key, int result, int reach) {
    if (candidates == order.length) {
      order = Arrays.copyOf(order, candidates * 2);
      results = Arrays.copyOf(results, candidates * 2);
      reaches = Arrays.copyOf(reaches, candidates * 2);
    }
    int at = candidates++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (order[parent] <= key) {
        break;
      }
      order[at] = order[parent];
      results[at] = results[parent];
      reaches[at] = reaches[parent];
      at = parent;
    }
    order[at] = key;
    results[at] = result;
    reaches[at] = reach;
  }

  private void removeFirst() {
    candidates--;
    long key = order[candidates];
    int result = results[candidates];
    int reach = reaches[candidates];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= candidates) {
        break;
      }
      if (child + 1 < candidates && order[child + 1] < order[child]) {
        child++;
      }
      if (key <= order[child]) {
        break;
      }
      order[at] = order[child];
      results[at] = results[child];
      reaches[at] = reaches[child];
      at = child;
    }
    order[at] = key;
    results[at] = result;
    reaches[at] = reach;
  }
}
