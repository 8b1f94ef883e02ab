package io.deepsearch4j.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing run of bytes, mostly UTF-8. Not safe to share between threads.
final class Bytes {
  private byte[] bytes;
  private int size;

  Bytes(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /// UTF-8 of a text; half a surrogate pair becomes U+FFFD.
  static byte[] of(String text) {
    if (isWellFormed(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var mended = new StringBuilder(text);
    for (int i = 0; i < mended.length(); i++) {
      if (Character.isSurrogate(mended.charAt(i))) {
        if (mended.codePointAt(i) > Character.MAX_VALUE) {
          i++;
        } else {
          mended.setCharAt(i, '\uFFFD');
        }
      }
    }
    return mended.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (text.codePointAt(i) <= Character.MAX_VALUE) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /// Bytes of the character that begins with this one; what cannot begin one counts alone.
  static int characterLength(byte first) {
    return switch ((first & 0xFF) >> 4) {
      case 0xC, 0xD -> 2;
      case 0xE -> 3;
      case 0xF -> 4;
      default -> 1;
    };
  }

  void add(byte one) {
    reserve(1);
    bytes[size++] = one;
  }

  void add(byte[] from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from, start, bytes, size, end - start);
    size += end - start;
  }

  void add(byte[] all) {
    add(all, 0, all.length);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  /// What is behind the bytes: longer than [#size], and gone with the next addition.
  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  boolean endsWith(byte[] end) {
    return size >= end.length && Arrays.equals(bytes, size - end.length, size, end, 0, end.length);
  }

  void truncate(int length) {
    size = length;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }
}
