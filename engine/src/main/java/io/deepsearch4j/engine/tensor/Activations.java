package io.deepsearch4j.engine.tensor;

import java.util.Arrays;

/// Inputs of products, `[tokens][width]`, with the other forms that weights of some precisions want
/// them in. Reused from step to step; not safe to share while it is written.
///
/// Usage: write [#values], call [#prepare] for each precision it will meet, multiply. Preparing a
/// second time costs nothing until [#values] or [#resize] are asked for again.
public final class Activations {
  /// Added to a float below 2^22 it leaves the nearest integer in the low bits of the sum.
  private static final float ROUND = 0x1.8p23f;

  static final int PAIRS = Precision.GROUP / 2;

  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
  private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  final int width;
  final int groups; // of 32 elements, the last one padded with zeros

  int tokens;
  float[] values = new float[0]; // [tokens][width]
  float[] split = new float[0]; // [tokens][groups][2][16], even elements, then odd ones
  float[] scales = new float[0]; // [tokens][groups]

  /// `[tokens][groups][16]`, two integers of -127 to 127 each: an even element in the low half, the
  /// next one in the high half.
  int[] pairs = new int[0];

  /// The same for packed nibbles, `[tokens][groups][4][4]`: in every octet each pair less 16 times
  /// the pair before it, modulo 2^16 in each half. See `VectorIntegers`.
  int[] nested = new int[0];

  /// `[tokens][groups]`, minus 8 times the sum of the group, low and high halves apart: nibbles are
  /// stored with 8 added.
  int[] offsets = new int[0];

  private boolean splitMade;
  private boolean splitFresh;
  private boolean quantisedMade;
  private boolean quantisedFresh;

  public Activations(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("activations need a width of at least 1, not " + width);
    }
    this.width = width;
    groups = Math.ceilDiv(width, Precision.GROUP);
  }

  /// Makes room for so many tokens; what was there is gone, prepared forms included.
  public Activations resize(int count) {
    int length = Math.multiplyExact(count, width);
    tokens = count;
    splitMade = false;
    splitFresh = false;
    quantisedMade = false;
    quantisedFresh = false;
    if (values.length < length) {
      values = new float[length];
    }
    return this;
  }

  public int tokens() {
    return tokens;
  }

  public int width() {
    return width;
  }

  /// `[tokens][width]`, to be written by the owner; forms made before must be prepared again.
  public float[] values() {
    splitFresh = false;
    quantisedFresh = false;
    return values;
  }

  /// Makes the form that weights of this precision are multiplied with.
  public void prepare(Precision precision) {
    if (!isFresh(precision)) {
      reserve(precision);
      prepare(precision, 0, tokens);
      switch (precision) {
        case F32 -> {}
        case BF16 -> splitFresh = true;
        case Q8, Q4 -> quantisedFresh = true;
      }
    }
  }

  /// The same for tokens `from` to `to` only, so that several threads can share the work after a
  /// call of [#reserve].
  public void prepare(Precision precision, int from, int to) {
    switch (precision) {
      case F32 -> {}
      case BF16 -> {
        for (int t = from; t < to; t++) {
          split(t);
        }
      }
      case Q8, Q4 -> {
        for (int t = from; t < to; t++) {
          quantise(t);
        }
      }
    }
  }

  /// Makes room for the form of this precision without filling it.
  public void reserve(Precision precision) {
    switch (precision) {
      case F32 -> {}
      case BF16 -> {
        splitMade = true;
        int length = Math.multiplyExact(tokens, groups * Precision.GROUP);
        if (split.length < length) {
          split = new float[length];
        }
      }
      case Q8, Q4 -> {
        quantisedMade = true;
        int length = Math.multiplyExact(tokens, groups * PAIRS);
        if (pairs.length < length) {
          pairs = new int[length];
          nested = new int[length];
          scales = new float[tokens * groups];
          offsets = new int[tokens * groups];
        }
      }
    }
  }

  /// Becomes the chosen rows of another of the same width, prepared forms included.
  public void gather(Activations from, int[] rows, int count) {
    if (from.width != width) {
      throw new IllegalArgumentException(
          "activations of width %d cannot hold rows of width %d".formatted(width, from.width));
    }
    resize(count);
    if (from.splitMade) {
      reserve(Precision.BF16);
    }
    if (from.quantisedMade) {
      reserve(Precision.Q8);
    }
    splitFresh = from.splitFresh;
    quantisedFresh = from.quantisedFresh;
    for (int i = 0; i < count; i++) {
      copy(from, rows[i], i);
    }
  }

  /// Throws unless the form that this precision wants was made since the last [#resize].
  void requireMade(Precision precision) {
    boolean made =
        switch (precision) {
          case F32 -> true;
          case BF16 -> splitMade;
          case Q8, Q4 -> quantisedMade;
        };
    if (!made) {
      throw new IllegalStateException("activations must be prepared for " + precision + " first");
    }
  }

  private boolean isFresh(Precision precision) {
    return switch (precision) {
      case F32 -> true;
      case BF16 -> splitFresh;
      case Q8, Q4 -> quantisedFresh;
    };
  }

  /// The integer that element `k` of a token was rounded to.
  int integer(int token, int k) {
    int pair = pairs[token * groups * PAIRS + k / 2];
    return k % 2 == 0 ? (short) pair : pair >> 16;
  }

  private void copy(Activations from, int row, int to) {
    System.arraycopy(from.values, row * width, values, to * width, width);
    if (splitMade) {
      int padded = groups * Precision.GROUP;
      System.arraycopy(from.split, row * padded, split, to * padded, padded);
    }
    if (quantisedMade) {
      int padded = groups * PAIRS;
      System.arraycopy(from.pairs, row * padded, pairs, to * padded, padded);
      System.arraycopy(from.nested, row * padded, nested, to * padded, padded);
      System.arraycopy(from.scales, row * groups, scales, to * groups, groups);
      System.arraycopy(from.offsets, row * groups, offsets, to * groups, groups);
    }
  }

  private void split(int token) {
    int whole = width / Precision.GROUP;
    int at = token * width;
    int to = token * groups * Precision.GROUP;
    for (int g = 0; g < whole; g++) {
      split(values, at + g * Precision.GROUP, to + g * Precision.GROUP);
    }
    if (whole < groups) {
      split(last(token), 0, to + whole * Precision.GROUP);
    }
  }

  private void split(float[] from, int at, int to) {
    for (int i = 0; i < PAIRS; i++) {
      split[to + i] = from[at + 2 * i];
      split[to + PAIRS + i] = from[at + 2 * i + 1];
    }
  }

  private void quantise(int token) {
    int whole = width / Precision.GROUP;
    int at = token * width;
    for (int g = 0; g < whole; g++) {
      quantise(values, at + g * Precision.GROUP, token * groups + g);
    }
    if (whole < groups) {
      quantise(last(token), 0, token * groups + whole);
    }
  }

  /// The group that is not whole, padded with zeros.
  private float[] last(int token) {
    float[] last = new float[Precision.GROUP];
    int first = width / Precision.GROUP * Precision.GROUP;
    System.arraycopy(values, token * width + first, last, 0, width - first);
    return last;
  }

  /// One group of 32. Zero or next to zero: scale 0; with infinities or NaN: a scale of NaN, so
  /// that they are seen in every product.
  private void quantise(float[] from, int at, int group) {
    int to = group * PAIRS;
    int largest = 0;
    for (int i = 0; i < Precision.GROUP; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(from[at + i]) & Integer.MAX_VALUE);
    }
    float scale = Float.intBitsToFloat(largest) / 127;
    if (scale < Float.MIN_NORMAL || largest >= INFINITY_BITS) {
      scales[group] = largest >= INFINITY_BITS ? Float.NaN : 0;
      offsets[group] = 0;
      Arrays.fill(pairs, to, to + PAIRS, 0);
      Arrays.fill(nested, to, to + PAIRS, 0);
      return;
    }
    scales[group] = scale;
    float inverse = 127 / Float.intBitsToFloat(largest);
    int lows = 0;
    int highs = 0;
    int lowBefore = 0;
    int highBefore = 0;
    for (int i = 0; i < PAIRS; i++) {
      int low = Float.floatToRawIntBits(from[at + 2 * i] * inverse + ROUND) - ROUND_BITS;
      int high = Float.floatToRawIntBits(from[at + 2 * i + 1] * inverse + ROUND) - ROUND_BITS;
      pairs[to + i] = pair(low, high);
      int sixteen = i % 4 == 0 ? 0 : 16;
      nested[to + i] = pair(low - sixteen * lowBefore, high - sixteen * highBefore);
      lows += low;
      highs += high;
      lowBefore = low;
      highBefore = high;
    }
    offsets[group] = pair(-8 * lows, -8 * highs);
  }

  private static int pair(int low, int high) {
    return (low & 0xffff) | high << 16;
  }
}
