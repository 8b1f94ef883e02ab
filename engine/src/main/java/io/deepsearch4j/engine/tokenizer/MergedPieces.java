package io.deepsearch4j.engine.tokenizer;

import java.util.HashMap;
import java.util.Map;

/// SentencePiece's byte pair encoding: the neighbours whose union is the piece of the best score
/// become one (Kudo and Richardson, "SentencePiece", 2018). Safe to share between threads.
///
/// A symbol is the node of the trie that its characters lead to, so looking for a union walks the
/// right neighbour only.
final class MergedPieces implements PieceCutter {
  /// The symbol of a piece that was listed by hand: no neighbour joins it.
  private static final int FROZEN = -2;

  private final TextPieces pieces;
  private final UserPieces userPieces;
  private final Seams seams;
  private final int[] ranks; // [pieces]

  MergedPieces(TextPieces pieces, UserPieces userPieces) {
    this.pieces = pieces;
    this.userPieces = userPieces;
    this.seams = new Seams(pieces.spellings());
    this.ranks = pieces.ranks();
  }

  @Override
  public void cut(byte[] text, int length, Sink out) {
    var splits = new HashMap<Integer, Integer>();
    var queue = new MergeQueue(joining(splits), text);
    int before = -1;
    for (int at = 0; at < length; ) {
      int user = userPieces.lengthAt(text, at, length);
      int size = user > 0 ? user : Seams.lengthAt(text, at, length);
      int character = user > 0 ? -1 : Seams.character(text, at, size);
      // How an unused piece was last put together counts for the whole text: then no cuts.
      if (!pieces.hasUnused() && (before < 0 || character < 0 || seams.isSeam(before, character))) {
        flush(queue, text, splits, out);
      }
      int node = user > 0 ? FROZEN : pieces.trie().walk(Trie.ROOT, text, at, at + size);
      queue.add(node, at, at + size);
      before = character;
      at += size;
    }
    flush(queue, text, splits, out);
  }

  private Merges joining(Map<Integer, Integer> splits) {
    if (!pieces.hasUnused()) {
      return this::join;
    }
    return (left, right, text, from, to) -> {
      long merged = join(left, right, text, from, to);
      if (merged != Merges.NONE && pieces.isUnused(pieces.trie().value((int) merged))) {
        splits.put((int) merged, to - from);
      }
      return merged;
    };
  }

  private long join(int left, int right, byte[] text, int from, int to) {
    if (left < 0 || right == FROZEN) {
      return Merges.NONE;
    }
    int node = pieces.trie().walk(left, text, from, to);
    int piece = pieces.trie().value(node);
    return piece == Trie.NONE ? Merges.NONE : (long) ranks[piece] << 32 | node;
  }

  private void flush(MergeQueue queue, byte[] text, Map<Integer, Integer> splits, Sink out) {
    queue.merge();
    for (int at = queue.first(); at >= 0; at = queue.next(at)) {
      emit(text, queue.start(at), queue.end(at), splits, out);
    }
    queue.clear();
  }

  /// Takes unused pieces apart again, the way they were last put together.
  private void emit(byte[] text, int from, int to, Map<Integer, Integer> splits, Sink out) {
    int node = pieces.trie().walk(Trie.ROOT, text, from, to);
    int piece = pieces.trie().value(node);
    if (piece != Trie.NONE && pieces.isUnused(piece)) {
      int right = splits.getOrDefault(node, 0);
      if (right > 0 && right < to - from) {
        emit(text, from, to - right, splits, out);
        emit(text, to - right, to, splits, out);
        return;
      }
    }
    out.accept(piece, from, to);
  }
}
