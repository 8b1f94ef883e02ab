package io.deepsearch4j.engine.tokenizer;

/// Cuts a normalised text into pieces of a SentencePiece vocabulary. Safe to share between threads.
interface PieceCutter {

  /// Gives the pieces of the first `length` bytes to the sink, from left to right.
  void cut(byte[] text, int length, Sink out);

  /// Takes pieces one by one.
  interface Sink {
    /// @param id the piece, or -1 for a stretch that no piece covers
    void accept(int id, int from, int to);
  }
}
