package io.deepsearch4j.engine.tokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A prefix tree over byte strings: walks a text one byte at a time.
///
/// Nodes are numbered level by level, so the children of a node are neighbours in the arrays, in
/// the order of their bytes. Nine bytes a node, and no more nodes than the keys have bytes. Safe to
/// share between threads.
final class Trie {
  /// The node where every walk begins.
  static final int ROOT = 0;

  /// What a walk or a look-up answers when there is nothing.
  static final int NONE = -1;

  private final int[] fromRoot = new int[256]; // the root has too many children to search
  private byte[] labels = new byte[1024];
  private int[] firstChild = new int[1024]; // one more than there are nodes
  private int[] values = new int[1024];
  private int nodes = 1;

  /// A tree of these keys, each with its index as its value.
  ///
  /// @param keys empty ones are left out; of equal ones the first counts
  Trie(List<byte[]> keys) {
    int[] sorted =
        IntStream.range(0, keys.size())
            .filter(i -> keys.get(i).length > 0)
            .boxed()
            .sorted((a, b) -> Arrays.compareUnsigned(keys.get(a), keys.get(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    build(keys, sorted);
    Arrays.fill(fromRoot, NONE);
    for (int child = firstChild[ROOT]; child < firstChild[ROOT + 1]; child++) {
      fromRoot[labels[child] & 0xFF] = child;
    }
  }

  private void build(List<byte[]> keys, int[] sorted) {
    int[] from = new int[1024]; // of each node: its keys are a stretch of the sorted ones
    int[] to = new int[1024];
    to[ROOT] = sorted.length;
    int depth = 0;
    int levelEnd = 1;
    for (int node = 0; node < nodes; node++) {
      if (node == levelEnd) {
        depth++;
        levelEnd = nodes;
      }
      firstChild[node] = nodes;
      values[node] = NONE;
      int key = from[node];
      int end = to[node];
      while (key < end && keys.get(sorted[key]).length == depth) {
        values[node] = values[node] == NONE ? sorted[key] : values[node];
        key++;
      }
      while (key < end) {
        byte label = keys.get(sorted[key])[depth];
        int start = key;
        while (key < end && keys.get(sorted[key])[depth] == label) {
          key++;
        }
        if (nodes + 1 == firstChild.length) {
          int length = nodes * 2;
          labels = Arrays.copyOf(labels, length);
          firstChild = Arrays.copyOf(firstChild, length);
          values = Arrays.copyOf(values, length);
          from = Arrays.copyOf(from, length);
          to = Arrays.copyOf(to, length);
        }
        labels[nodes] = label;
        from[nodes] = start;
        to[nodes] = key;
        nodes++;
      }
    }
    firstChild[nodes] = nodes;
  }

  /// The node that a byte leads to, or [#NONE].
  int step(int node, byte label) {
    if (node == ROOT) {
      return fromRoot[label & 0xFF];
    }
    int low = firstChild[node];
    int high = firstChild[node + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = (labels[middle] & 0xFF) - (label & 0xFF);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NONE;
  }

  /// The node that a stretch of text leads to, or [#NONE].
  int walk(int node, byte[] text, int from, int to) {
    int at = node;
    for (int i = from; i < to && at != NONE; i++) {
      at = step(at, text[i]);
    }
    return at;
  }

  /// The index of the key that ends at a node, or [#NONE].
  int value(int node) {
    return node == NONE ? NONE : values[node];
  }

  /// The index of the longest key that the text begins with, or [#NONE].
  int longest(byte[] text, int from, int to) {
    int best = NONE;
    int node = ROOT;
    for (int i = from; i < to; i++) {
      node = step(node, text[i]);
      if (node == NONE) {
        break;
      }
      best = values[node] == NONE ? best : values[node];
    }
    return best;
  }
}
