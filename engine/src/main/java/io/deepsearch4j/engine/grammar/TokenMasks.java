package io.deepsearch4j.engine.grammar;

import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The tokens of a vocabulary, sorted for the question which of them a grammar allows.
///
/// Made once per tokenizer (a few hundred milliseconds for 150 000 tokens). Immutable, safe to
/// share. Most of what a model writes is the inside of strings, so the answer for that is ready:
/// which tokens stay inside, by the characters they begin, and a small tree of those that leave.
public final class TokenMasks {
  private static final byte[] NO_BYTES = {};

  private final Tokenizer tokenizer;
  private final TokenTrie all;
  private final TokenTrie leavingStrings;
  private final List<BitSet> insideStrings; // [characters begun]

  private TokenMasks(
      Tokenizer tokenizer, TokenTrie all, TokenTrie leavingStrings, List<BitSet> insideStrings) {
    this.tokenizer = tokenizer;
    this.all = all;
    this.leavingStrings = leavingStrings;
    this.insideStrings = insideStrings;
  }

  public static TokenMasks of(Tokenizer tokenizer) {
    var entries = new ArrayList<TokenTrie.Entry>();
    var leaving = new ArrayList<TokenTrie.Entry>();
    var inside = new ArrayList<BitSet>();
    inside.add(new BitSet());
    for (int token = 0; token < tokenizer.size(); token++) {
      byte[] bytes = tokenizer.isSpecial(token) ? new byte[0] : tokenizer.bytes(token);
      if (bytes.length == 0 || bytes.length > TokenTrie.LONGEST) {
        continue;
      }
      var entry = new TokenTrie.Entry(token, bytes);
      entries.add(entry);
      var string = new InString(bytes);
      if (string.leaves()) {
        leaving.add(entry);
      } else if (string.stays()) {
        while (inside.size() <= string.characters()) {
          inside.add(new BitSet());
        }
        inside.get(string.characters()).set(token);
      }
    }
    return new TokenMasks(
        tokenizer, new TokenTrie(entries), new TokenTrie(leaving), summed(inside));
  }

  /// Each mask holds those before it, too; where that is all of them, it is the same object.
  private static List<BitSet> summed(List<BitSet> byCharacters) {
    var sums = new ArrayList<BitSet>();
    sums.add(byCharacters.getFirst());
    for (BitSet more : byCharacters.subList(1, byCharacters.size())) {
      BitSet sum = sums.getLast();
      if (!more.isEmpty()) {
        more.or(sum);
        sum = more;
      }
      sums.add(sum);
    }
    return sums;
  }

  /// A grammar joined to this vocabulary.
  ///
  /// @param ends tokens that end a reply; allowed where it may end
  public TokenGrammar bind(Grammar grammar, int... ends) {
    return new TokenGrammar(this, grammar, ends);
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  /// The bytes of a token that a grammar may use; empty for special and oversized ones.
  byte[] bytes(int token) {
    byte[] bytes = tokenizer.isSpecial(token) ? NO_BYTES : tokenizer.bytes(token);
    return bytes.length > TokenTrie.LONGEST ? NO_BYTES : bytes;
  }

  TokenTrie all() {
    return all;
  }

  /// Tokens with characters of a string and then its closing quote.
  TokenTrie leavingStrings() {
    return leavingStrings;
  }

  /// Tokens that are characters of a string and nothing else, and begin at most so many.
  BitSet insideStrings(int characters) {
    return insideStrings.get(Math.min(characters, insideStrings.size() - 1));
  }

  /// What becomes of a token inside a string.
  private record InString(int characters, boolean stays, boolean leaves) {
    InString(byte[] bytes) {
      int at = 0;
      int characters = 0;
      int read = 0;
      while (read < bytes.length) {
        int next = JsonText.CHARACTER.step(at, bytes[read] & 0xFF);
        if (next == Regular.DEAD) {
          break;
        }
        characters += at == 0 ? 1 : 0;
        at = next == JsonText.CHARACTER_END ? 0 : next;
        read++;
      }
      this(
          characters,
          read == bytes.length,
          read > 0 && read < bytes.length && at == 0 && bytes[read] == '"');
    }
  }
}
