package io.deepsearch4j.engine.grammar;

import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The tokens of a vocabulary, sorted for the question which of them a grammar allows.
///
/// Made once per tokenizer (a few hundred milliseconds for 150 000 tokens). Immutable, safe to
/// share. Most of what a model writes is free text and the inside of strings, so the answer for
/// these is ready: which tokens are nothing else, and a small tree of those to look at.
public final class TokenMasks {
  private static final byte[] NO_BYTES = {};

  private final Tokenizer tokenizer;
  private final TokenTrie all;
  private final TokenTrie leavingStrings;
  private final List<BitSet> insideStrings; // [characters begun]
  private final TokenTrie marked;
  private final BitSet unmarked = new BitSet();
  private final BitSet words = new BitSet();
  private final TokenTrie unusual;

  private TokenMasks(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    var entries = new ArrayList<TokenTrie.Entry>();
    var leaving = new ArrayList<TokenTrie.Entry>();
    var beginning = new ArrayList<TokenTrie.Entry>();
    var unusualEntries = new ArrayList<TokenTrie.Entry>();
    var inside = new ArrayList<BitSet>();
    inside.add(new BitSet());
    for (int token = 0; token < tokenizer.size(); token++) {
      byte[] bytes = bytes(token);
      if (bytes.length == 0) {
        continue;
      }
      var entry = new TokenTrie.Entry(token, bytes);
      entries.add(entry);
      if (mayBeginMark(bytes)) {
        beginning.add(entry);
      } else {
        unmarked.set(token);
      }
      if (isWords(bytes)) {
        words.set(token);
      } else {
        unusualEntries.add(entry);
      }
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
    all = new TokenTrie(entries);
    leavingStrings = new TokenTrie(leaving);
    marked = new TokenTrie(beginning);
    unusual = new TokenTrie(unusualEntries);
    insideStrings = summed(inside);
  }

  public static TokenMasks of(Tokenizer tokenizer) {
    return new TokenMasks(tokenizer);
  }

  private static boolean mayBeginMark(byte[] bytes) {
    for (byte value : bytes) {
      if (FreeText.FIRST_BYTES.get(value & 0xFF)) {
        return true;
      }
    }
    return false;
  }

  /// Whole characters that can be read, none of which begins a line or a control token.
  private static boolean isWords(byte[] bytes) {
    int at = Utf8.WHOLE;
    for (byte value : bytes) {
      at = Utf8.step(at, value & 0xFF);
      boolean isSign = value == '<' || value == '|' || value == 0x7F;
      if (at == Utf8.DEAD || isSign || (value >= 0 && value < ' ')) {
        return false;
      }
    }
    return at == Utf8.WHOLE;
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

  /// Tokens in which a mark could begin.
  TokenTrie marked() {
    return marked;
  }

  /// All others: in free text they are only text, unless a mark has begun before.
  BitSet unmarked() {
    return unmarked;
  }

  /// Tokens that free words of a reply with forms can take wherever a character may begin.
  BitSet words() {
    return words;
  }

  /// All others.
  TokenTrie unusual() {
    return unusual;
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
