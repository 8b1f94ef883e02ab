package io.deepsearch4j.engine.tokenizer;

import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Kind;
import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Piece;
import java.util.Arrays;
import java.util.List;

/// SentencePiece's unigram model: of all ways to cut a text, the one whose pieces have the largest
/// sum of scores (Viterbi; Kudo, "Subword Regularization", 2018). Linear in the text. Safe to
/// share.
///
/// Sums are floats, as in the library: rounding decides ties.
final class LikelyPieces implements PieceCutter {
  private static final float UNKNOWN_PENALTY = 10;

  private final TextPieces pieces;
  private final float unknownScore;
  private final float bestScore;

  LikelyPieces(TextPieces pieces, List<Piece> all) {
    this.pieces = pieces;
    float lowest = Float.MAX_VALUE;
    float highest = Float.MIN_NORMAL;
    for (Piece piece : all) {
      if (piece.kind() == Kind.NORMAL) {
        lowest = Math.min(lowest, piece.score());
        highest = Math.max(highest, piece.score());
      }
    }
    this.unknownScore = lowest - UNKNOWN_PENALTY;
    this.bestScore = highest;
  }

  @Override
  public void cut(byte[] text, int length, Sink out) {
    var best = new float[length + 1]; // [places], score of the best way to get there
    var starts = new int[length + 1]; // [places], where the last piece of that way begins
    var ids = new int[length + 1]; // [places], that piece
    Arrays.fill(starts, -1);
    for (int from = 0; from < length; ) {
      int size = Seams.lengthAt(text, from, length);
      boolean covered = false;
      int node = Trie.ROOT;
      for (int to = from; to < length; ) {
        node = pieces.trie().step(node, text[to++]);
        if (node == Trie.NONE) {
          break;
        }
        int piece = pieces.trie().value(node);
        if (piece == Trie.NONE || pieces.isUnused(piece)) {
          continue;
        }
        covered |= to - from == size;
        float score = best[from] + score(piece, to - from);
        if (starts[to] < 0 || score > best[to]) {
          best[to] = score;
          starts[to] = from;
          ids[to] = piece;
        }
      }
      int next = from + size;
      if (!covered && (starts[next] < 0 || unknownScore + best[from] > best[next])) {
        best[next] = unknownScore + best[from];
        starts[next] = from;
        ids[next] = -1;
      }
      from = next;
    }
    emit(starts, ids, length, out);
  }

  /// A piece that was listed by hand beats the others that cover the same.
  private float score(int piece, int length) {
    return pieces.isUserDefined(piece) ? (float) (length * bestScore - 0.1) : pieces.score(piece);
  }

  private static void emit(int[] starts, int[] ids, int length, Sink out) {
    int last = -1;
    for (int end = length; end > 0; ) { // turns the links round: each start learns its end
      int start = starts[end];
      starts[end] = last;
      last = end;
      end = start;
    }
    int from = 0;
    for (int end = last; end > 0; end = starts[end]) {
      out.accept(ids[end], from, end);
      from = end;
    }
  }
}
