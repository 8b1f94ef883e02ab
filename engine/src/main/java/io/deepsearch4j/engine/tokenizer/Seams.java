package io.deepsearch4j.engine.tokenizer;

import java.util.List;

/// Where a text may be cut before it is merged: between two characters that stand side by side in
/// no piece, no merge can ever join what is left and right of the cut.
///
/// This makes short stretches of long texts, usually words, without a rule about what a word is,
/// and changes no result. Pairs are kept as bits of a hash; a clash only costs a cut. Safe to
/// share.
final class Seams {
  private static final int BITS = 22;

  private final long[] joined = new long[1 << (BITS - 6)];

  Seams(List<byte[]> pieces) {
    for (byte[] piece : pieces) {
      int before = -1;
      for (int at = 0; at < piece.length; ) {
        int length = lengthAt(piece, at, piece.length);
        int character = character(piece, at, length);
        if (before >= 0) {
          int bit = bit(before, character);
          joined[bit >>> 6] |= 1L << bit;
        }
        before = character;
        at += length;
      }
    }
  }

  /// Bytes of the character that begins here, as far as there are any.
  static int lengthAt(byte[] text, int at, int to) {
    return Math.min(Bytes.characterLength(text[at]), to - at);
  }

  /// A number for the character of so many bytes that begins here; never negative.
  static int character(byte[] text, int at, int length) {
    int packed = 0;
    for (int i = 0; i < length; i++) {
      packed = packed << 8 | (text[at + i] & 0xFF);
    }
    return packed & Integer.MAX_VALUE;
  }

  boolean isSeam(int left, int right) {
    int bit = bit(left, right);
    return (joined[bit >>> 6] & (1L << bit)) == 0;
  }

  private static int bit(int left, int right) {
    long mixed = (left * 0x9E3779B97F4A7C15L ^ right) * 0xD6E8FEB86659FD93L;
    return (int) (mixed >>> (64 - BITS));
  }
}
