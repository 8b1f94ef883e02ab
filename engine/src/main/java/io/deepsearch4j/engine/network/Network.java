package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import java.util.List;

/// A model that turns tokens into the likelihood of the next one.
///
/// One caller at a time. What a piece yields depends on its own cache and tokens only: who is in
/// the same pass, and into how many passes a text is cut, changes no bit.
public interface Network {

  ModelConfig config();

  /// An empty cache for a new sequence.
  Cache newCache();

  /// Bytes that caches can still take.
  long available();

  /// Bytes of a cache with so many tokens that shares nothing.
  long cacheBytes(int tokens);

  /// Appends each piece's tokens to its cache and computes the rows it wants. The caches differ.
  Output run(List<Piece> pieces);

  /// Tokens that the MTP layers expect to follow, most likely one first at each place.
  ///
  /// @param cache made with [Cache#followForDrafts], with at least one token
  /// @param next the token that follows what the cache holds, not yet in it
  /// @param count how many to propose at most
  int[] draft(Cache cache, int next, int count);

  /// What a sequence has computed so far.
  interface Cache extends AutoCloseable {
    /// Tokens in it.
    int length();

    /// Forgets all tokens from this length on.
    void truncate(int length);

    /// The same tokens once more; memory is shared until one of both writes.
    Cache fork();

    /// Keeps what MTP layers need to draft; only while the cache is empty.
    void followForDrafts();

    /// Memory in use, shared pages counted in full.
    long bytes();

    @Override
    void close();
  }

  /// Tokens of one sequence to be run.
  record Piece(Cache cache, int[] tokens, Rows rows) {}

  /// For which tokens of a piece logits are wanted.
  enum Rows {
    NONE,
    LAST,
    ALL
  }

  /// What a pass yields.
  interface Output {
    /// Logits `[vocabulary]` of a row of a piece; with [Rows#LAST] only row 0 is there. Valid until
    /// the next pass.
    ///
    /// @param logits receives them
    void logits(int piece, int row, float[] logits);
  }
}
