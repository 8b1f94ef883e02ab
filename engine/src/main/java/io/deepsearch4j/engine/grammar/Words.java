package io.deepsearch4j.engine.grammar;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;

/// A choice of fixed texts, as a tree of their bytes.
final class Words implements Regular {
  private static final int NONE = -1;

  private final byte[] label;
  private final int[] child; // the first one
  private final int[] sibling;
  private final BitSet ends = new BitSet();
  private final int[] distance;
  private int size = 1;

  Words(Collection<byte[]> words) {
    int room = 1 + words.stream().mapToInt(word -> word.length).sum();
    label = new byte[room];
    child = new int[room];
    sibling = new int[room];
    Arrays.fill(child, NONE);
    Arrays.fill(sibling, NONE);
    words.forEach(this::add);
    distance = new int[size];
    measure();
  }

  private void add(byte[] word) {
    int at = 0;
    for (byte value : word) {
      int next = step(at, value & 0xFF);
      if (next == DEAD) {
        next = size++;
        label[next] = value;
        sibling[next] = child[at];
        child[at] = next;
      }
      at = next;
    }
    ends.set(at);
  }

  /// Children come after their parents, so one sweep from the end is enough.
  private void measure() {
    for (int at = size - 1; at >= 0; at--) {
      int nearest = ends.get(at) ? 0 : Integer.MAX_VALUE / 2;
      for (int next = child[at]; next != NONE; next = sibling[next]) {
        nearest = Math.min(nearest, distance[next] + 1);
      }
      distance[at] = nearest;
    }
  }

  @Override
  public int step(int at, int value) {
    for (int next = child[at]; next != NONE; next = sibling[next]) {
      if ((label[next] & 0xFF) == value) {
        return next;
      }
    }
    return DEAD;
  }

  @Override
  public boolean accepts(int at) {
    return ends.get(at);
  }

  @Override
  public boolean goesOn(int at) {
    return child[at] != NONE;
  }

  @Override
  public int distance(int at) {
    return distance[at];
  }

  int size() {
    return size;
  }
}
