package io.deepsearch4j.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/// The tokenizer of a model folder: added tokens are cut out of a text, the vocabulary does the
/// rest. Safe to share between threads.
final class FileTokenizer implements Tokenizer {
  /// Characters of the longest text that is encoded in one go.
  static final int LONGEST_TEXT = 1 << 22;

  private final PlainEncoder plain;
  private final AddedTokens added;
  private final Spellings spellings;
  private final int begin;

  /// @param begin -1 for none
  FileTokenizer(PlainEncoder plain, AddedTokens added, Spellings spellings, int begin) {
    this.plain = plain;
    this.added = added;
    this.spellings = spellings;
    this.begin = begin;
  }

  @Override
  public int size() {
    return spellings.bytes().size(); // covers the added ones
  }

  @Override
  public int[] encode(String text) {
    byte[] bytes = bytes(text);
    var ids = new Ids();
    plain.encode(bytes, 0, bytes.length, ids);
    return ids.toArray();
  }

  @Override
  public int[] encodeWithSpecials(String text) {
    byte[] bytes = bytes(text);
    var ids = new Ids();
    int plainFrom = 0;
    for (int at = 0; at < bytes.length; ) {
      Optional<AddedToken> token = added.at(bytes, at);
      if (token.isEmpty()) {
        at++;
        continue;
      }
      plain.encode(bytes, plainFrom, at, ids);
      ids.add(token.get().id());
      at += Bytes.of(token.get().spelling()).length;
      plainFrom = at;
    }
    plain.encode(bytes, plainFrom, bytes.length, ids);
    return ids.toArray();
  }

  private static byte[] bytes(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new TokenizerException(
          "a text of %d characters is too long; encode it in parts of at most %d"
              .formatted(text.length(), LONGEST_TEXT));
    }
    return Bytes.of(text);
  }

  @Override
  public OptionalInt special(String token) {
    return added.spelled(token).stream().mapToInt(AddedToken::id).findFirst();
  }

  @Override
  public boolean isSpecial(int token) {
    return added.isSpecial(token);
  }

  @Override
  public OptionalInt begin() {
    return begin < 0 ? OptionalInt.empty() : OptionalInt.of(begin);
  }

  @Override
  public byte[] bytes(int token) {
    return spellings.of(token).clone();
  }

  @Override
  public String describe(int token) {
    return added.withId(token).map(AddedToken::spelling).orElseGet(() -> readable(token));
  }

  private String readable(int token) {
    String text = new String(spellings.of(token), StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0
        ? text
        : HexFormat.ofDelimiter(" ").withUpperCase().formatHex(spellings.of(token));
  }

  @Override
  public String decode(int[] tokens) {
    var text = new StringBuilder();
    Decoder decoder = decoder();
    for (int token : tokens) {
      text.append(decoder.next(token));
    }
    return text.append(decoder.finish()).toString();
  }

  @Override
  public Decoder decoder() {
    return new TextDecoder(spellings, added);
  }
}
