package io.deepsearch4j.engine;

import io.deepsearch4j.engine.network.Network.Piece;
import io.deepsearch4j.engine.network.Network.Rows;

/// What one sequence contributes to a pass.
///
/// @param before tokens in its cache before the pass
/// @param draft tokens behind the known ones that are to be verified
record Share(Sequence sequence, Piece piece, int before, int[] draft) {

  /// The next `count` known tokens, and a draft behind them.
  static Share of(Sequence sequence, int count, int[] draft) {
    int before = sequence.cache().length();
    int[] known = sequence.tokens().range(before, before + count);
    int[] tokens = new int[count + draft.length];
    System.arraycopy(known, 0, tokens, 0, count);
    System.arraycopy(draft, 0, tokens, count, draft.length);
    Rows rows = draft.length > 0 ? Rows.ALL : count == sequence.pending() ? Rows.LAST : Rows.NONE;
    return new Share(sequence, new Piece(sequence.cache(), tokens, rows), before, draft);
  }

  /// The row that tells what follows the known tokens and `right` tokens of the draft.
  int row(int right) {
    return switch (piece.rows()) {
      case NONE -> throw new IllegalStateException("the prompt goes on; no row is wanted");
      case LAST -> 0;
      case ALL -> piece.tokens().length - 1 - draft.length + right;
    };
  }

  /// How many tokens of the draft are what the sequence went on with.
  ///
  /// @param known tokens that it had before the pass
  int right(int known) {
    int most = Math.min(draft.length, sequence.tokens().size() - known);
    int right = 0;
    while (right < most && draft[right] == sequence.tokens().get(known + right)) {
      right++;
    }
    return right;
  }

  /// Makes the cache as it was before a pass that failed.
  void undo() {
    if (piece.cache().length() > before) {
      piece.cache().truncate(before);
    }
  }
}
