package io.deepsearch4j.engine.tokenizer;

import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Kind;
import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Piece;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The pieces that plain text may be cut into: no controls, no bytes, and nothing that counts as a
/// special token. Safe to share between threads.
final class TextPieces {
  private static final byte[] LEFT_OUT = new byte[0];

  private final List<Piece> all;
  private final List<byte[]> spellings;
  private final Trie trie;
  private final boolean hasUnused;

  /// @param specials ids that plain text must not become
  TextPieces(List<Piece> all, Set<Integer> specials) {
    this.all = all;
    this.spellings =
        IntStream.range(0, all.size())
            .mapToObj(
                id ->
                    all.get(id).kind().isText() && !specials.contains(id)
                        ? all.get(id).bytes()
                        : LEFT_OUT)
            .toList();
    this.trie = new Trie(spellings);
    this.hasUnused = all.stream().anyMatch(piece -> piece.kind() == Kind.UNUSED);
  }

  /// By id; empty for what is left out.
  List<byte[]> spellings() {
    return spellings;
  }

  /// By id; empty for all but the ones that are listed by hand.
  UserPieces userPieces() {
    return new UserPieces(
        IntStream.range(0, all.size())
            .mapToObj(id -> isUserDefined(id) ? spellings.get(id) : LEFT_OUT)
            .toList());
  }

  /// The values of its nodes are ids.
  Trie trie() {
    return trie;
  }

  int find(byte[] text, int from, int to) {
    return trie.value(trie.walk(Trie.ROOT, text, from, to));
  }

  float score(int id) {
    return all.get(id).score();
  }

  boolean isUserDefined(int id) {
    return all.get(id).kind() == Kind.USER_DEFINED;
  }

  /// Whether the piece only helps to put others together.
  boolean isUnused(int id) {
    return all.get(id).kind() == Kind.UNUSED;
  }

  boolean hasUnused() {
    return hasUnused;
  }

  /// The place of each piece's score among all scores, best first; equal scores share one.
  int[] ranks() {
    float[] sorted = new float[all.size()];
    for (int id = 0; id < sorted.length; id++) {
      sorted[id] = score(id) + 0f; // no negative zero, which would sort apart
    }
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[distinct - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    int[] ranks = new int[all.size()];
    for (int id = 0; id < ranks.length; id++) {
      ranks[id] = distinct - 1 - Arrays.binarySearch(sorted, 0, distinct, score(id) + 0f);
    }
    return ranks;
  }
}
