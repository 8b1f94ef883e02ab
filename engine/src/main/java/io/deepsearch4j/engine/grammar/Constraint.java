package io.deepsearch4j.engine.grammar;

import java.util.BitSet;

/// What may come next in one reply. Moves forward token by token; not safe to share.
public interface Constraint {

  /// Sets the bit of each token that may come next, and clears all others. Never leaves all clear.
  ///
  /// @throws GrammarException when the vocabulary has no token that could follow
  void allowed(BitSet tokens);

  /// Takes note of a token that was chosen.
  ///
  /// @throws IllegalArgumentException when it was not allowed; nothing has changed then
  void accept(int token);

  /// Whether the reply may end here.
  boolean mayEnd();

  /// The same state once more, to try a draft on.
  Constraint copy();

  /// Tokens of the text that must follow here, whatever the model wants; often none.
  ///
  /// A token whose end could melt into free text is left to the model. Each is allowed at its
  /// place.
  default int[] forced() {
    return new int[0];
  }

  /// The shortest continuation to where the reply may end, so that a reply cut short is whole.
  ///
  /// A token can make it longer by more than one: whoever has a budget asks a copy that has
  /// accepted the token, and takes this way out before it no longer fits. The token that ends the
  /// reply is not in it.
  default int[] closing() {
    return new int[0];
  }
}
