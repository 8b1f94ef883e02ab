package io.deepsearch4j.engine.grammar;

import java.util.BitSet;

/// What may come next in one reply. Moves forward token by token; not safe to share.
public interface Constraint {

  /// Sets the bit of each token that may come next, and clears all others. Never leaves all clear.
  void allowed(BitSet tokens);

  /// Takes note of a token that was chosen.
  ///
  /// @throws IllegalArgumentException when it was not allowed
  void accept(int token);

  /// Whether the reply may end here.
  boolean mayEnd();

  /// The same state once more, to try a draft on.
  Constraint copy();
}
