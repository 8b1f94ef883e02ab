package io.deepsearch4j.engine.tokenizer;

import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Kind;
import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Piece;
import io.deepsearch4j.engine.tokenizer.Spellings.LeadingSpace;
import io.deepsearch4j.engine.tokenizer.TokenizerConfig.AddsBegin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a tokenizer of a SentencePiece model and the settings beside it.
final class PieceTokenizer {
  private static final String SPACE = "\u2581";
  private static final byte[] NOTHING = new byte[0];

  private PieceTokenizer() {}

  static Tokenizer build(byte[] bytes, TokenizerConfig config) {
    SentencePieceFile file = SentencePieceFile.parse(bytes);
    AddedTokens added = added(file.pieces(), config);
    return new FileTokenizer(
        new PieceEncoder(file, added.specialIds()),
        added,
        spellings(file, added),
        begin(config, added));
  }

  private static AddedTokens added(List<Piece> pieces, TokenizerConfig config) {
    var tokens = new ArrayList<AddedToken>();
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      boolean isControl = piece.kind() == Kind.CONTROL || piece.kind() == Kind.UNKNOWN;
      if (isControl) {
        tokens.add(new AddedToken(id, piece.text(), true));
        ids.put(piece.text(), id);
      } else {
        ids.putIfAbsent(piece.text(), id);
      }
    }
    tokens.addAll(OpenPanguTokens.in(pieces));
    for (String spelling : config.named()) {
      if (ids.containsKey(spelling)) {
        tokens.add(new AddedToken(ids.get(spelling), spelling, true));
      }
    }
    tokens.addAll(config.added());
    return new AddedTokens(tokens);
  }

  private static int begin(TokenizerConfig config, AddedTokens added) {
    if (config.addsBegin() == AddsBegin.NO) {
      return -1;
    }
    String spelling = config.begin().isEmpty() ? "<s>" : config.begin();
    return added.spelled(spelling).map(AddedToken::id).orElse(-1);
  }

  private static Spellings spellings(SentencePieceFile file, AddedTokens added) {
    List<Piece> pieces = file.pieces();
    int last = added.ids().stream().reduce(-1, Math::max);
    var bytes = new ArrayList<byte[]>();
    var openWithSpace = new BitSet();
    for (int id = 0; id <= Math.max(last, pieces.size() - 1); id++) {
      if (added.isSpecial(id)) {
        bytes.add(NOTHING);
      } else if (id >= pieces.size()) {
        bytes.add(added.withId(id).map(token -> Bytes.of(token.spelling())).orElse(NOTHING));
      } else if (pieces.get(id).kind() == Kind.BYTE) {
        bytes.add(new byte[] {(byte) ByteNames.parse(pieces.get(id).text())});
      } else {
        String text = pieces.get(id).text();
        openWithSpace.set(id, text.startsWith(SPACE));
        bytes.add(
            text.contains(SPACE)
                ? text.replace(SPACE, " ").getBytes(StandardCharsets.UTF_8)
                : pieces.get(id).bytes());
      }
    }
    return new Spellings(bytes, openWithSpace, leading(file));
  }

  private static LeadingSpace leading(SentencePieceFile file) {
    if (file.tidySpaces()) {
      return LeadingSpace.ALL_PER_RUN;
    }
    return file.dummyPrefix() ? LeadingSpace.ONE_PER_RUN : LeadingSpace.KEPT;
  }
}
