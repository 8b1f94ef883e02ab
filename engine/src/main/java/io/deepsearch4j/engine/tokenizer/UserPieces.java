package io.deepsearch4j.engine.tokenizer;

import java.util.List;

/// Pieces that the maker of a model listed by hand: found in a text before anything else, longest
/// first, and never part of a larger piece.
final class UserPieces {
  private final List<byte[]> pieces;
  private final Trie trie;

  UserPieces(List<byte[]> pieces) {
    this.pieces = pieces;
    this.trie = new Trie(pieces);
  }

  /// The length of the one that begins here; 0 for none.
  int lengthAt(byte[] text, int from, int to) {
    int index = trie.longest(text, from, to);
    return index == Trie.NONE ? 0 : pieces.get(index).length;
  }
}
