package io.deepsearch4j.engine.grammar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Stretches of bytes in the order of their bytes: all that begin alike stand together, so a
/// beginning is a range of them, and a byte more narrows the range by two searches.
///
/// Some may end before their last byte. Immutable.
final class Stretches {
  private final byte[] text;
  private final int[] from; // [stretches] in the text, in order
  private final int[] to; // [stretches]
  private final BitSet ends; // places of the text where a stretch may end early

  /// @param order indexes of the stretches in any order
  private Stretches(byte[] text, int[] from, int[] to, int[] order, BitSet ends) {
    this.text = text;
    this.from = Arrays.stream(order).map(i -> from[i]).toArray();
    this.to = Arrays.stream(order).map(i -> to[i]).toArray();
    this.ends = ends;
  }

  static Stretches of(byte[] text, int[] from, int[] to, BitSet ends) {
    int[] order =
        IntStream.range(0, from.length)
            .boxed()
            .sorted((a, b) -> Arrays.compareUnsigned(text, from[a], to[a], text, from[b], to[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Stretches(text, from, to, order, ends);
  }

  /// Whole texts.
  static Stretches of(List<String> texts) {
    var bytes = new ByteArrayOutputStream();
    var from = new int[texts.size()];
    var to = new int[texts.size()];
    for (int i = 0; i < texts.size(); i++) {
      from[i] = bytes.size();
      bytes.writeBytes(texts.get(i).getBytes(StandardCharsets.UTF_8));
      to[i] = bytes.size();
    }
    return of(bytes.toByteArray(), from, to, new BitSet());
  }

  int size() {
    return from.length;
  }

  /// The first stretch of a range whose byte at a depth is not below this one; one that is over
  /// there stands before all others.
  int first(int low, int high, int depth, int value) {
    int left = low;
    int right = high;
    while (left < right) {
      int middle = (left + right) >>> 1;
      int at = from[middle] + depth;
      if (at >= to[middle] || (text[at] & 0xFF) < value) {
        left = middle + 1;
      } else {
        right = middle;
      }
    }
    return left;
  }

  /// Whether a stretch of the range may end at a depth.
  boolean mayEnd(int low, int high, int depth) {
    for (int i = low; i < high; i++) {
      int at = from[i] + depth;
      if (at == to[i] || ends.get(at)) {
        return true;
      }
    }
    return false;
  }

  /// The fewest bytes from a depth to an end, of all in the range.
  byte[] shortestRest(int low, int high, int depth) {
    int best = low;
    int fewest = Integer.MAX_VALUE;
    for (int i = low; i < high; i++) {
      int early = ends.nextSetBit(from[i] + Math.max(1, depth));
      int end = early < 0 ? to[i] : Math.min(early, to[i]);
      if (end - from[i] - depth < fewest) {
        fewest = end - from[i] - depth;
        best = i;
      }
    }
    return Arrays.copyOfRange(text, from[best] + depth, from[best] + depth + fewest);
  }
}
