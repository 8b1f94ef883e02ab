package io.deepsearch4j.engine.tokenizer;

import io.deepsearch4j.engine.tokenizer.SentencePieceFile.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes SentencePiece model files, sound and broken ones.
final class ModelBuilder {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ByteArrayOutputStream trainer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream normaliser = new ByteArrayOutputStream();

  /// A byte pair model with `<unk>`, `<s>` and `</s>`, identity rules and nothing else.
  static ModelBuilder bpe() {
    var builder = new ModelBuilder();
    builder.trainerNumber(3, 2).flag(3, false).flag(4, false);
    return builder
        .piece("<unk>", 0, Kind.UNKNOWN)
        .piece("<s>", 0, Kind.CONTROL)
        .piece("</s>", 0, Kind.CONTROL);
  }

  ModelBuilder piece(String piece, float score, Kind kind) {
    var message = new ByteArrayOutputStream();
    field(message, 1, piece.getBytes(StandardCharsets.UTF_8));
    message.write(2 << 3 | 5);
    int bits = Float.floatToRawIntBits(score);
    for (int i = 0; i < 4; i++) {
      message.write(bits >> (8 * i));
    }
    message.write(3 << 3);
    message.write(List.of(Kind.values()).indexOf(kind) + 1);
    field(file, 1, message.toByteArray());
    return this;
  }

  ModelBuilder letters(String letters) {
    letters.codePoints().forEach(letter -> piece(Character.toString(letter), -9, Kind.NORMAL));
    return this;
  }

  ModelBuilder byteFallback() {
    for (int value = 0; value < 256; value++) {
      piece(ByteNames.of(value), 0, Kind.BYTE);
    }
    return trainerNumber(35, 1);
  }

  ModelBuilder trainerNumber(int field, int value) {
    varint(trainer, field << 3);
    varint(trainer, value);
    return this;
  }

  ModelBuilder flag(int field, boolean value) {
    varint(normaliser, field << 3);
    varint(normaliser, value ? 1 : 0);
    return this;
  }

  ModelBuilder charsMap(byte[] blob) {
    field(normaliser, 2, blob);
    return this;
  }

  byte[] build() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(file.toByteArray());
    field(all, 2, trainer.toByteArray());
    field(all, 3, normaliser.toByteArray());
    return all.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] value) {
    varint(out, number << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest > 127) {
      out.write((rest & 127) | 128);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
