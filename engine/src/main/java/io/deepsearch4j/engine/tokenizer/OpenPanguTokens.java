package io.deepsearch4j.engine.tokenizer;

import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Piece;
import java.util.ArrayList;
import java.util.List;

/// The special tokens that every openPangu vocabulary has somewhere in its middle, for folders that
/// come without a list of their own.
final class OpenPanguTokens {
  private static final int[] UNUSED = {
    45830, 45840, 45846, 45849, 45861, 45866, 45874, 45883, 45884, 45887, 45892, 45920, 45932,
        45938,
    45953, 45968, 45974, 45982, 45986, 46005, 46007, 46014, 46017, 46028, 46032, 46081, 46086,
        46101,
    46183, 46230, 46245, 46257, 144208, 144209
  };

  private OpenPanguTokens() {}

  /// Those whose piece is spelled like them, so that other vocabularies are left alone.
  static List<AddedToken> in(List<Piece> pieces) {
    var found = new ArrayList<AddedToken>();
    addIfThere(45806, "<|User|>:", pieces, found);
    addIfThere(45813, "<|Bot|>:", pieces, found);
    for (int number = 0; number < UNUSED.length; number++) {
      addIfThere(UNUSED[number], "[unused" + number + "]", pieces, found);
    }
    return found;
  }

  private static void addIfThere(
      int id, String spelling, List<Piece> pieces, List<AddedToken> found) {
    if (id < pieces.size() && pieces.get(id).text().equals(spelling)) {
      found.add(new AddedToken(id, spelling, true));
    }
  }
}
