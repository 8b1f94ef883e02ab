package io.deepsearch4j.engine.tokenizer;

/// What neighbours may become one in byte pair encoding, and which of them come first.
///
/// A symbol is known by a number of the implementation's own. Safe to share between threads.
interface Merges {
  /// What [#join] answers for neighbours that stay apart.
  long NONE = -1;

  /// What comes of two neighbours: the rank of the merge in the upper half, lower ones first, and
  /// the new symbol in the lower; or [#NONE].
  ///
  /// @param rightFrom where the right one stands in the text
  long join(int left, int right, byte[] text, int rightFrom, int rightTo);
}
