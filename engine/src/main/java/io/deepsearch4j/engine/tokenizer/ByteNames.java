package io.deepsearch4j.engine.tokenizer;

import java.util.HexFormat;

/// The spelling of byte pieces: `<0x00>` to `<0xFF>`.
final class ByteNames {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private ByteNames() {}

  static String of(int value) {
    return "<0x" + HEX.toHexDigits((byte) value) + ">";
  }

  static boolean matches(String piece) {
    return piece.length() == 6
        && HexFormat.isHexDigit(piece.charAt(3))
        && HexFormat.isHexDigit(piece.charAt(4))
        && piece.equals(of(HexFormat.fromHexDigits(piece, 3, 5)));
  }

  static int parse(String piece) {
    if (!matches(piece)) {
      throw new TokenizerException("the byte piece '" + piece + "' is not spelled like <0x0A>");
    }
    return HexFormat.fromHexDigits(piece, 3, 5);
  }
}
