package io.deepsearch4j.engine.tokenizer;

import java.util.OptionalInt;

/// Text to tokens and back. Safe to share between threads.
public interface Tokenizer {

  /// How many tokens there are; ids are below it.
  int size();

  /// Tokens of plain text: never a special one, whatever the text looks like, and no begin token.
  ///
  /// @throws TokenizerException when the text is longer than the tokenizer takes
  int[] encode(String text);

  /// Tokens of a text in which special tokens may be spelled out; they are cut out first, longest
  /// first, and what is between them is encoded as plain text.
  int[] encodeWithSpecials(String text);

  /// The id of a special token as it is spelled.
  OptionalInt special(String token);

  boolean isSpecial(int token);

  /// The token that begins every text, if the family has one.
  OptionalInt begin();

  /// The bytes that a token stands for inside a text; empty for special tokens and unused ids.
  byte[] bytes(int token);

  /// The spelling of a special token, or the text of an ordinary one, for people to read.
  String describe(int token);

  /// Text of tokens, special ones left out.
  String decode(int[] tokens);

  /// Turns tokens into text one by one, whole characters at a time.
  Decoder decoder();

  /// Holds back the bytes of a character that is not complete. Not safe to share between threads.
  interface Decoder {
    /// The text that this token completes; empty while a character is unfinished.
    String next(int token);

    /// What is left at the end, broken characters replaced.
    String finish();
  }
}
