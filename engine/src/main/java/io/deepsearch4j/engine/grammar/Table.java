package io.deepsearch4j.engine.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// A regular piece with few positions, as a full table.
final class Table implements Regular {
  private static final int FAR = Integer.MAX_VALUE / 2;

  private final short[] next; // [positions][256]
  private final BitSet accepting;
  private final int[] distance; // [positions]

  private Table(List<short[]> rows, BitSet accepting) {
    this.next = new short[rows.size() * 256];
    for (int at = 0; at < rows.size(); at++) {
      System.arraycopy(rows.get(at), 0, next, at * 256, 256);
    }
    this.accepting = accepting;
    this.distance = new int[rows.size()];
    measure();
  }

  private void measure() {
    Arrays.fill(distance, FAR);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int at = 0; at < distance.length; at++) {
        int nearest = accepting.get(at) ? 0 : FAR;
        for (int value = 0; value < 256 && nearest > 0; value++) {
          int to = next[at * 256 + value];
          nearest = to == DEAD ? nearest : Math.min(nearest, distance[to] + 1);
        }
        changed |= nearest < distance[at];
        distance[at] = nearest;
      }
    }
  }

  @Override
  public int step(int at, int value) {
    return next[at * 256 + value];
  }

  @Override
  public boolean accepts(int at) {
    return accepting.get(at);
  }

  @Override
  public boolean goesOn(int at) {
    for (int value = 0; value < 256; value++) {
      if (next[at * 256 + value] != DEAD) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int distance(int at) {
    return distance[at];
  }

  /// Draws a table arrow by arrow. Position 0 is the start. Not safe to share between threads.
  static final class Builder {
    private final List<short[]> rows = new ArrayList<>();
    private final BitSet accepting = new BitSet();

    int position() {
      var row = new short[256];
      Arrays.fill(row, (short) DEAD);
      rows.add(row);
      return rows.size() - 1;
    }

    int accepting() {
      int at = position();
      accepting.set(at);
      return at;
    }

    Builder on(int from, int value, int to) {
      return on(from, value, value, to);
    }

    Builder on(int from, int first, int last, int to) {
      Arrays.fill(rows.get(from), first, last + 1, (short) to);
      return this;
    }

    Builder onEach(int from, String values, int to) {
      values.chars().forEach(value -> on(from, value, to));
      return this;
    }

    Table build() {
      return new Table(rows, accepting);
    }
  }
}
