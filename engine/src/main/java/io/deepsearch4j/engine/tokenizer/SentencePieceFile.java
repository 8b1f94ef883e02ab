package io.deepsearch4j.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What stands in a SentencePiece model file.
///
/// The message is `ModelProto` of `sentencepiece_model.proto`: pieces in field 1, the trainer's
/// settings in 2, the normaliser's in 3.
///
/// @param pieces by id
/// @param algorithm how a text is cut into pieces
/// @param byteFallback whether what no piece covers becomes bytes
/// @param spaceBehind whether the space belongs to the word before it
/// @param charsMap rules of the normaliser; empty for none
/// @param dummyPrefix whether a space is put before every text
/// @param tidySpaces whether runs of spaces, and spaces at both ends, are removed
/// @param escapeSpaces whether a space becomes `▁` (U+2581)
record SentencePieceFile(
    List<Piece> pieces,
    Algorithm algorithm,
    boolean byteFallback,
    boolean spaceBehind,
    byte[] charsMap,
    boolean dummyPrefix,
    boolean tidySpaces,
    boolean escapeSpaces) {
  /// As many pieces as a file may have.
  static final int MOST_PIECES = 1 << 20;

  /// Bytes of the longest piece.
  static final int LONGEST_PIECE = 2000;

  /// Bytes of all pieces together.
  static final int ALL_PIECES = 1 << 24;

  /// What a piece is for, numbered as in the file.
  enum Kind {
    NORMAL,
    UNKNOWN,
    CONTROL,
    USER_DEFINED,
    UNUSED,
    BYTE;

    static Kind of(int number) {
      if (number < 1 || number > values().length) {
        throw new TokenizerException("a piece is of the unknown type " + number);
      }
      return values()[number - 1];
    }

    /// Whether plain text may be cut into such pieces.
    boolean isText() {
      return this == NORMAL || this == USER_DEFINED || this == UNUSED;
    }
  }

  enum Algorithm {
    UNIGRAM,
    BPE
  }

  /// One entry of the vocabulary. The array is never changed.
  record Piece(byte[] bytes, float score, Kind kind) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  SentencePieceFile {
    pieces = List.copyOf(pieces);
    check(pieces);
  }

  static SentencePieceFile parse(byte[] file) {
    var pieces = new ArrayList<Piece>();
    var settings = new Settings();
    var fields = new ProtoFields(file);
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> {
          if (pieces.size() == MOST_PIECES) {
            throw new TokenizerException("it has more than " + MOST_PIECES + " pieces");
          }
          pieces.add(piece(fields.message()));
        }
        case 2 -> settings.trainer(fields.message());
        case 3 -> settings.normaliser(fields.message());
        default -> {} // test data and the denormaliser
      }
    }
    return new SentencePieceFile(
        pieces,
        settings.algorithm,
        settings.byteFallback,
        settings.spaceBehind,
        settings.charsMap,
        settings.dummyPrefix,
        settings.tidySpaces,
        settings.escapeSpaces);
  }

  private static Piece piece(ProtoFields fields) {
    byte[] bytes = new byte[0];
    float score = 0;
    Kind kind = Kind.NORMAL;
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> bytes = fields.bytes();
        case 2 -> score = fields.real();
        case 3 -> kind = Kind.of(fields.integer());
        default -> {}
      }
    }
    return new Piece(bytes, score, kind);
  }

  /// The settings as they are while the file is read; what it leaves out keeps its default.
  private static final class Settings {
    private Algorithm algorithm = Algorithm.UNIGRAM;
    private boolean byteFallback;
    private boolean spaceBehind;
    private byte[] charsMap = new byte[0];
    private boolean dummyPrefix = true;
    private boolean tidySpaces = true;
    private boolean escapeSpaces = true;

    private void trainer(ProtoFields fields) {
      while (fields.next()) {
        switch (fields.number()) {
          case 3 -> algorithm = algorithm(fields.integer());
          case 24 -> spaceBehind = fields.flag();
          case 35 -> byteFallback = fields.flag();
          default -> {}
        }
      }
    }

    private static Algorithm algorithm(int number) {
      return switch (number) {
        case 1 -> Algorithm.UNIGRAM;
        case 2 -> Algorithm.BPE;
        case 3 -> throw new TokenizerException("it is a WORD model; only BPE and UNIGRAM are read");
        case 4 -> throw new TokenizerException("it is a CHAR model; only BPE and UNIGRAM are read");
        default -> throw new TokenizerException("it is of the unknown model type " + number);
      };
    }

    private void normaliser(ProtoFields fields) {
      while (fields.next()) {
        switch (fields.number()) {
          case 2 -> charsMap = fields.bytes();
          case 3 -> dummyPrefix = fields.flag();
          case 4 -> tidySpaces = fields.flag();
          case 5 -> escapeSpaces = fields.flag();
          default -> {}
        }
      }
    }
  }

  private static void check(List<Piece> pieces) {
    if (pieces.isEmpty()) {
      throw new TokenizerException("it has no pieces");
    }
    Set<String> texts = new HashSet<>();
    Set<String> others = new HashSet<>();
    long bytes = 0;
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      bytes += piece.bytes().length;
      if (piece.bytes().length == 0 || piece.bytes().length > LONGEST_PIECE) {
        throw new TokenizerException(
            "piece %d has %d bytes; it must have 1 to %d"
                .formatted(id, piece.bytes().length, LONGEST_PIECE));
      }
      if (!Float.isFinite(piece.score())) {
        throw new TokenizerException("piece %d has the score %s".formatted(id, piece.score()));
      }
      // Pieces for text and the others are two name spaces: a text piece may spell like a control.
      String key = new String(piece.bytes(), StandardCharsets.ISO_8859_1);
      if (!(piece.kind().isText() ? texts : others).add(key)) {
        throw new TokenizerException("piece %d, '%s', is there twice".formatted(id, piece.text()));
      }
    }
    if (bytes > ALL_PIECES) {
      throw new TokenizerException("its pieces have more than " + ALL_PIECES + " bytes");
    }
  }

  /// The id of the piece for what no other covers.
  int unknown() {
    int found = -1;
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.get(id).kind() == Kind.UNKNOWN) {
        if (found >= 0) {
          throw new TokenizerException("it has two unknown pieces, " + found + " and " + id);
        }
        found = id;
      }
    }
    if (found < 0) {
      throw new TokenizerException("it has no unknown piece");
    }
    return found;
  }

  /// The ids of the 256 byte pieces, or an empty array when it has no byte fallback.
  int[] byteIds() {
    int[] ids = new int[256];
    Arrays.fill(ids, -1);
    for (int id = 0; id < pieces.size(); id++) {
      Piece piece = pieces.get(id);
      if (piece.kind() == Kind.BYTE) {
        if (!byteFallback) {
          throw new TokenizerException("it has byte pieces but says that it uses none");
        }
        ids[ByteNames.parse(piece.text())] = id;
      }
    }
    if (!byteFallback) {
      return new int[0];
    }
    for (int value = 0; value < 256; value++) {
      if (ids[value] < 0) {
        throw new TokenizerException(
            "it falls back to bytes but lacks the piece " + ByteNames.of(value));
      }
    }
    return ids;
  }
}
