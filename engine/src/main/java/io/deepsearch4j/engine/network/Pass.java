package io.deepsearch4j.engine.network;

import java.util.List;

/// The tokens of one forward pass, all pieces one after the other.
///
/// @param pieces how they were given
/// @param firsts index of each piece's first token in the pass
/// @param ids `[tokens]`
/// @param positions `[tokens]`, each in its own sequence
/// @param owners `[tokens]`, the index of the piece
record Pass(List<Network.Piece> pieces, int[] firsts, int[] ids, int[] positions, int[] owners) {

  static Pass of(List<Network.Piece> pieces) {
    int total = 0;
    for (var piece : pieces) {
      total += piece.tokens().length;
    }
    int[] firsts = new int[pieces.size()];
    int[] ids = new int[total];
    int[] positions = new int[total];
    int[] owners = new int[total];
    int at = 0;
    for (int p = 0; p < firsts.length; p++) {
      var piece = pieces.get(p);
      firsts[p] = at;
      int length = piece.cache().length();
      for (int i = 0; i < piece.tokens().length; i++, at++) {
        ids[at] = piece.tokens()[i];
        positions[at] = length + i;
        owners[at] = p;
      }
    }
    return new Pass(List.copyOf(pieces), firsts, ids, positions, owners);
  }

  int tokens() {
    return ids.length;
  }

  KvCache cache(int piece) {
    return (KvCache) pieces.get(piece).cache();
  }

  int length(int piece) {
    return pieces.get(piece).tokens().length;
  }
}
