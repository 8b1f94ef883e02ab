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

  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
  private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

  final int width;
  final int half; // elements of a token with even index, and room for those with odd index
  final int groups; // of 32 elements, the last one padded with zeros

  int tokens;
  float[] values = new float[0]; // [tokens][width]
  float[] split = new float[0]; // [tokens][2][half], even elements, then odd ones
  short[] integers = new short[0]; // [tokens][groups][32], -127 to 127
  float[] scales = new float[0]; // [tokens][groups]
  short[] offsets = new short[0]; // [tokens][groups], 8 times the sum of the integers

  private boolean splitMade;
  private boolean splitFresh;
  private boolean quantisedMade;
  private boolean quantisedFresh;

  public Activations(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("activations need a width of at least 1, not " + width);
    }
    this.width = width;
    half = Math.ceilDiv(width, 2);
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
        int length = Math.multiplyExact(tokens, 2 * half);
        if (split.length < length) {
          split = new float[length];
        }
      }
      case Q8, Q4 -> {
        quantisedMade = true;
        int length = Math.multiplyExact(tokens, groups * Precision.GROUP);
        if (integers.length < length) {
          integers = new short[length];
          scales = new float[tokens * groups];
          offsets = new short[tokens * groups];
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

  private void copy(Activations from, int row, int to) {
    System.arraycopy(from.values, row * width, values, to * width, width);
    if (splitMade) {
      System.arraycopy(from.split, row * 2 * half, split, to * 2 * half, 2 * half);
    }
    if (quantisedMade) {
      int padded = groups * Precision.GROUP;
      System.arraycopy(from.integers, row * padded, integers, to * padded, padded);
      System.arraycopy(from.scales, row * groups, scales, to * groups, groups);
      System.arraycopy(from.offsets, row * groups, offsets, to * groups, groups);
    }
  }

  private void split(int token) {
    int at = token * width;
    int even = token * 2 * half;
    int odd = even + half;
    for (int i = 0; i < width / 2; i++) {
      split[even + i] = values[at + 2 * i];
      split[odd + i] = values[at + 2 * i + 1];
    }
    if (width % 2 == 1) {
      split[even + half - 1] = values[at + width - 1];
      split[odd + half - 1] = 0;
    }
  }

  private void quantise(int token) {
    int whole = width / Precision.GROUP;
    int at = token * width;
    int to = token * groups * Precision.GROUP;
    for (int g = 0; g < whole; g++) {
      quantise(values, at + g * Precision.GROUP, to + g * Precision.GROUP, token * groups + g);
    }
    if (whole < groups) {
      float[] last = new float[Precision.GROUP];
      int first = whole * Precision.GROUP;
      System.arraycopy(values, at + first, last, 0, width - first);
      quantise(last, 0, to + first, token * groups + whole);
    }
  }

  /// One group of 32. Zero or next to zero: scale 0; with infinities or NaN: a scale of NaN, so
  /// that they are seen in every product.
  private void quantise(float[] from, int at, int to, int group) {
    int largest = 0;
    for (int i = 0; i < Precision.GROUP; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(from[at + i]) & Integer.MAX_VALUE);
    }
    float scale = Float.intBitsToFloat(largest) / 127;
    float inverse = 127 / Float.intBitsToFloat(largest);
    if (scale < Float.MIN_NORMAL || largest >= INFINITY_BITS) {
      scale = largest >= INFINITY_BITS ? Float.NaN : 0;
      Arrays.fill(integers, to, to + Precision.GROUP, (short) 0);
      scales[group] = scale;
      offsets[group] = 0;
      return;
    }
    int sum = 0;
    for (int i = 0; i < Precision.GROUP; i++) {
      int integer = Float.floatToRawIntBits(from[at + i] * inverse + ROUND) - ROUND_BITS;
      integers[to + i] = (short) integer;
      sum += integer;
    }
    scales[group] = scale;
    offsets[group] = (short) (8 * sum);
  }
}
