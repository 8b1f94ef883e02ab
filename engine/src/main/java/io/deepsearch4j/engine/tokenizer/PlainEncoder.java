package io.deepsearch4j.engine.tokenizer;

/// Cuts plain text into tokens. Safe to share between threads.
interface PlainEncoder {
  /// Adds the tokens of a stretch of UTF-8.
  ///
  /// @param from 0 where a whole text begins, more where a special token stands before
  void encode(byte[] text, int from, int to, Ids out);
}
