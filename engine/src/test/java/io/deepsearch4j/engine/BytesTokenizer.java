package io.deepsearch4j.engine;

import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/// One token for each byte, and special ones behind them.
final class BytesTokenizer implements Tokenizer {
  private final List<String> specials;
  private final int begin;
  private final int size;

  /// @param specials spelled as in the text; their ids begin at 256
  /// @param begin which of them begins a text; empty for none
  BytesTokenizer(List<String> specials, String begin) {
    this.specials = List.copyOf(specials);
    this.begin = specials.indexOf(begin);
    size = 256 + specials.size();
  }

  private BytesTokenizer(int size) {
    specials = List.of();
    begin = -1;
    this.size = size;
  }

  /// The first byte values only.
  static BytesTokenizer first(int size) {
    return new BytesTokenizer(size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int[] encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] tokens = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      tokens[i] = bytes[i] & 0xFF;
    }
    return tokens;
  }

  @Override
  public int[] encodeWithSpecials(String text) {
    int at = -1;
    String nearest = "";
    for (String special : specials) {
      int found = text.indexOf(special);
      boolean better =
          found >= 0
              && (at < 0 || found < at || (found == at && special.length() > nearest.length()));
      if (better) {
        at = found;
        nearest = special;
      }
    }
    if (at < 0) {
      return encode(text);
    }
    int[] before = encode(text.substring(0, at));
    int[] after = encodeWithSpecials(text.substring(at + nearest.length()));
    int[] all = new int[before.length + 1 + after.length];
    System.arraycopy(before, 0, all, 0, before.length);
    all[before.length] = 256 + specials.indexOf(nearest);
    System.arraycopy(after, 0, all, before.length + 1, after.length);
    return all;
  }

  @Override
  public OptionalInt special(String token) {
    int at = specials.indexOf(token);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(256 + at);
  }

  @Override
  public boolean isSpecial(int token) {
    return token >= 256;
  }

  @Override
  public OptionalInt begin() {
    return begin < 0 ? OptionalInt.empty() : OptionalInt.of(256 + begin);
  }

  @Override
  public byte[] bytes(int token) {
    return token < 256 ? new byte[] {(byte) token} : new byte[0];
  }

  @Override
  public String describe(int token) {
    return token < 256
        ? new String(bytes(token), StandardCharsets.UTF_8)
        : specials.get(token - 256);
  }

  @Override
  public String decode(int[] tokens) {
    var bytes = new ByteArrayOutputStream();
    for (int token : tokens) {
      bytes.writeBytes(bytes(token));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public Decoder decoder() {
    return new Decoder() {
      private final ByteBuffer bytes = ByteBuffer.allocate(64);

      @Override
      public String next(int token) {
        return read(bytes.put(bytes(token)), false);
      }

      @Override
      public String finish() {
        return read(bytes, true);
      }
    };
  }

  private static String read(ByteBuffer bytes, boolean end) {
    var text = CharBuffer.allocate(128);
    bytes.flip();
    StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .decode(bytes, text, end);
    bytes.compact();
    return text.flip().toString();
  }
}
