package io.deepsearch4j.engine.tokenizer;

import java.util.BitSet;
import java.util.List;

/// The bytes that each token adds to a text, and how spaces in front of a text are treated.
///
/// @param bytes by id; empty for what adds nothing. The arrays are never changed
/// @param openWithSpace ids whose first byte is a space that encoding may have put there
/// @param leading what becomes of such a space at the beginning
record Spellings(List<byte[]> bytes, BitSet openWithSpace, LeadingSpace leading) {
  private static final byte[] NOTHING = new byte[0];

  /// What becomes of spaces that encoding has put in front.
  enum LeadingSpace {
    /// Encoding adds none.
    KEPT,
    /// One is dropped at the beginning of the whole text.
    ONE_PER_TEXT,
    /// One is dropped at the beginning and after each special token.
    ONE_PER_RUN,
    /// All are dropped at the beginning and after each special token.
    ALL_PER_RUN
  }

  Spellings {
    bytes = List.copyOf(bytes);
    openWithSpace = (BitSet) openWithSpace.clone();
  }

  /// Not to be changed.
  byte[] of(int token) {
    return token < bytes.size() ? bytes.get(token) : NOTHING;
  }

  boolean opensWithSpace(int token) {
    return openWithSpace.get(token);
  }
}
