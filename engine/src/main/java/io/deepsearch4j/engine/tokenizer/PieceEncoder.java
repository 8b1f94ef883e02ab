package io.deepsearch4j.engine.tokenizer;

import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Algorithm;
import java.util.Set;

/// Plain text to ids as the SentencePiece library does it: normalise, cut, and spell out in bytes
/// what no piece covers. Safe to share between threads.
final class PieceEncoder implements PlainEncoder {
  private final PieceNormaliser normaliser;
  private final PieceCutter cutter;
  private final int unknown;
  private final int[] byteIds; // [256], or empty

  /// @param specials ids that plain text must not become
  PieceEncoder(SentencePieceFile file, Set<Integer> specials) {
    var pieces = new TextPieces(file.pieces(), specials);
    UserPieces userPieces = pieces.userPieces();
    this.normaliser = new PieceNormaliser(file, userPieces);
    this.cutter =
        file.algorithm() == Algorithm.BPE
            ? new MergedPieces(pieces, userPieces)
            : new LikelyPieces(pieces, file.pieces());
    this.unknown = file.unknown();
    this.byteIds = file.byteIds();
  }

  @Override
  public void encode(byte[] text, int from, int to, Ids out) {
    Bytes normal = normaliser.normalise(text, from, to);
    cutter.cut(normal.array(), normal.size(), new Unknowns(normal.array(), out));
  }

  /// Spells unknown stretches out in bytes, or makes one unknown token of neighbouring ones.
  private final class Unknowns implements PieceCutter.Sink {
    private final byte[] text;
    private final Ids out;
    private boolean afterUnknown;

    private Unknowns(byte[] text, Ids out) {
      this.text = text;
      this.out = out;
    }

    @Override
    public void accept(int id, int from, int to) {
      if (id >= 0) {
        out.add(id);
      } else if (byteIds.length > 0) {
        for (int i = from; i < to; i++) {
          out.add(byteIds[text[i] & 0xFF]);
        }
      } else if (!afterUnknown) {
        out.add(unknown);
      }
      afterUnknown = id < 0;
    }
  }
}
