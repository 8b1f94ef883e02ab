package io.deepsearch4j.engine.tokenizer;

import java.util.Arrays;

/// The 256 visible characters that stand for bytes in byte-level vocabularies.
///
/// Bytes that are visible in Latin-1 stand for themselves, the others for U+0100 and what follows
/// (Radford et al., "Language Models are Unsupervised Multitask Learners", 2019).
final class ByteAlphabet {
  private static final char[] CHARACTERS = new char[256];
  private static final int[] BYTES = new int[512]; // -1 where a character stands for no byte

  static {
    Arrays.fill(BYTES, -1);
    int next = 256;
    for (int value = 0; value < 256; value++) {
      boolean isVisible = (value > 32 && value < 127) || (value > 160 && value != 173);
      char character = (char) (isVisible ? value : next++);
      CHARACTERS[value] = character;
      BYTES[character] = value;
    }
  }

  private ByteAlphabet() {}

  static String of(int value) {
    return String.valueOf(CHARACTERS[value]);
  }

  /// The bytes of an entry; its UTF-8 when it has other characters.
  static byte[] bytes(String entry) {
    byte[] bytes = new byte[entry.length()];
    for (int i = 0; i < bytes.length; i++) {
      char character = entry.charAt(i);
      if (character >= BYTES.length || BYTES[character] < 0) {
        return Bytes.of(entry);
      }
      bytes[i] = (byte) BYTES[character];
    }
    return bytes;
  }
}
