package io.deepsearch4j.engine.tokenizer;

import io.deepsearch4j.engine.tokenizer.Spellings.LeadingSpace;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Joins the bytes of tokens to text; a character that is not complete waits for its rest.
final class TextDecoder implements Tokenizer.Decoder {
  private static final int LONGEST_REST = 3; // of a character that lacks at least a byte

  private final Spellings spellings;
  private final AddedTokens added;
  private final CharsetDecoder characters =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer pending = ByteBuffer.allocate(64); // ready to be written
  private CharBuffer text = CharBuffer.allocate(64);
  private boolean dropsSpace;

  TextDecoder(Spellings spellings, AddedTokens added) {
    this.spellings = spellings;
    this.added = added;
    this.dropsSpace = spellings.leading() != LeadingSpace.KEPT;
  }

  @Override
  public String next(int token) {
    if (token < 0) {
      throw new IllegalArgumentException("a token id is not negative like " + token);
    }
    if (added.isSpecial(token)) {
      String rest = finish();
      dropsSpace = startsRun();
      return rest;
    }
    byte[] bytes = spellings.of(token);
    int from = 0;
    if (dropsSpace && bytes.length > 0) {
      from = spellings.opensWithSpace(token) ? 1 : 0;
      // With tidied spaces, nothing but spaces leaves us at the beginning still.
      dropsSpace = from == bytes.length && spellings.leading() == LeadingSpace.ALL_PER_RUN;
    }
    return append(bytes, from, false);
  }

  private boolean startsRun() {
    return switch (spellings.leading()) {
      case KEPT -> false;
      case ONE_PER_TEXT -> dropsSpace;
      case ONE_PER_RUN, ALL_PER_RUN -> true;
    };
  }

  @Override
  public String finish() {
    String rest = append(new byte[0], 0, true);
    characters.reset();
    return rest;
  }

  private String append(byte[] bytes, int from, boolean isEnd) {
    int length = bytes.length - from;
    if (length > pending.remaining()) {
      pending = ByteBuffer.allocate(length + LONGEST_REST).put(pending.flip());
    }
    pending.put(bytes, from, length).flip();
    if (text.capacity() < pending.remaining()) { // no byte becomes more than one char
      text = CharBuffer.allocate(pending.capacity());
    }
    characters.decode(pending, text.clear(), isEnd);
    pending.compact();
    if (isEnd) {
      characters.flush(text);
    }
    return text.flip().toString();
  }
}
