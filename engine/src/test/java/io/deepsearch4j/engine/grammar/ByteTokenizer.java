package io.deepsearch4j.engine.grammar;

import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// A tokenizer with a token per byte, some longer ones that straddle the structure of JSON, and
/// special tokens behind them.
final class ByteTokenizer implements Tokenizer {
  private static final List<String> STRADDLING =
      List.of(
          "\":\"",
          "\": \"",
          "\"}]",
          "\"}",
          ", \"",
          ",\"",
          "{\"",
          "[{\"",
          "}, {\"",
          "\"],\"",
          "{}",
          "[]",
          "null",
          "true",
          "false",
          "\"\"",
          "\\\"",
          "\\n",
          "\\u",
          "00",
          "12",
          "-1",
          "1.5",
          "e",
          "name",
          "arguments",
          "\"name\": \"",
          "\"arguments\":",
          "\n  ",
          "日本",
          "日",
          "本語\"",
          "<tool",
          "_call>",
          "x<",
          "</tool_call>\n",
          " the",
          "hello world",
          "}\n",
          "]",
          "}]}",
          "🙂");

  private final List<byte[]> tokens = new ArrayList<>();
  private final List<String> specials;

  ByteTokenizer(String... specials) {
    this(STRADDLING, specials);
  }

  ByteTokenizer(List<String> words, String... specials) {
    this(List.of(specials));
    for (int value = 0; value < 256; value++) {
      tokens.add(new byte[] {(byte) value});
    }
    words.forEach(word -> tokens.add(word.getBytes(StandardCharsets.UTF_8)));
  }

  private ByteTokenizer(List<String> specials) {
    this.specials = List.copyOf(specials);
  }

  /// With these tokens only, and one that ends replies.
  static ByteTokenizer of(List<String> words) {
    var tokenizer = new ByteTokenizer(List.of("<end>"));
    words.forEach(word -> tokenizer.tokens.add(word.getBytes(StandardCharsets.UTF_8)));
    return tokenizer;
  }

  @Override
  public int size() {
    return tokens.size() + specials.size();
  }

  /// Greedy: the longest token that fits, each time.
  @Override
  public int[] encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var ids = new ArrayList<Integer>();
    for (int at = 0; at < bytes.length; at += tokens.get(ids.getLast()).length) {
      int longest = bytes[at] & 0xFF;
      for (int token = 256; token < tokens.size(); token++) {
        byte[] word = tokens.get(token);
        int end = at + word.length;
        if (end <= bytes.length
            && word.length > tokens.get(longest).length
            && Arrays.equals(word, 0, word.length, bytes, at, end)) {
          longest = token;
        }
      }
      ids.add(longest);
    }
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public int[] encodeWithSpecials(String text) {
    var ids = new ArrayList<Integer>();
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      int special = specialAt(text, at);
      if (special >= 0) {
        Arrays.stream(encode(text.substring(from, at))).forEach(ids::add);
        ids.add(tokens.size() + special);
        from = at + specials.get(special).length();
        at = from - 1;
      }
    }
    Arrays.stream(encode(text.substring(from))).forEach(ids::add);
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private int specialAt(String text, int at) {
    for (int i = 0; i < specials.size(); i++) {
      if (text.startsWith(specials.get(i), at)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public OptionalInt special(String token) {
    int at = specials.indexOf(token);
    return at < 0 ? OptionalInt.empty() : OptionalInt.of(tokens.size() + at);
  }

  @Override
  public boolean isSpecial(int token) {
    return token >= tokens.size();
  }

  @Override
  public OptionalInt begin() {
    return OptionalInt.empty();
  }

  @Override
  public byte[] bytes(int token) {
    return isSpecial(token) ? new byte[0] : tokens.get(token).clone();
  }

  @Override
  public String describe(int token) {
    return isSpecial(token)
        ? specials.get(token - tokens.size())
        : new String(tokens.get(token), StandardCharsets.UTF_8);
  }

  /// Special tokens are spelled out, for tests to see them.
  @Override
  public String decode(int[] ids) {
    var bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      bytes.writeBytes(
          isSpecial(id) ? describe(id).getBytes(StandardCharsets.UTF_8) : tokens.get(id));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public Decoder decoder() {
    throw new UnsupportedOperationException("grammars need no stream");
  }
}
