package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.QueryBlock;
import java.util.List;

/// Query rows of one piece and group of heads that are worked on together.
///
/// Row `i` of a piece is head `i % heads` of token `i / heads`, so that rows side by side see
/// nearly the same keys.
///
/// @param piece index in the pass
/// @param first row of the piece
/// @param rows of it
record QueryRows(int piece, int group, int first, int rows) {

  /// Cuts all rows of a piece and group, and adds the cuts to a list.
  static void cut(int piece, int group, int rows, List<QueryRows> into) {
    for (int first = 0; first < rows; first += QueryBlock.ROWS) {
      into.add(new QueryRows(piece, group, first, Math.min(QueryBlock.ROWS, rows - first)));
    }
  }

  /// The token of a row, counted in its piece.
  int token(int row, int heads) {
    return (first + row) / heads;
  }

  /// The head of a row, counted in its group.
  int head(int row, int heads) {
    return (first + row) % heads;
  }
}
