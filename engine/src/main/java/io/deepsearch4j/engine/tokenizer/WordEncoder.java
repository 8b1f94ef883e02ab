package io.deepsearch4j.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// Plain text to ids as a `tokenizer.json` says: normalise, cut into words, merge each. Safe to
/// share between threads.
final class WordEncoder implements PlainEncoder {
  private final UnaryOperator<String> normaliser;
  private final TextSplitters.Splitter splitter;
  private final Trie wholeWords;
  private final Alphabet alphabet;
  private final MergeTable merges;

  /// @param wholeWords words that are one token without merging, their ids as values
  WordEncoder(
      UnaryOperator<String> normaliser,
      TextSplitters.Splitter splitter,
      Trie wholeWords,
      Alphabet alphabet,
      MergeTable merges) {
    this.normaliser = normaliser;
    this.splitter = splitter;
    this.wholeWords = wholeWords;
    this.alphabet = alphabet;
    this.merges = merges;
  }

  /// The symbols that words are merged from.
  interface Alphabet {
    /// Spells a word in symbols, merges them, and adds what comes of it.
    void encode(byte[] word, MergeQueue queue, Ids out);
  }

  @Override
  public void encode(byte[] text, int from, int to, Ids out) {
    if (from == to) {
      return;
    }
    var queue = new MergeQueue(merges, text); // the table does not look at the text
    String stretch = normaliser.apply(new String(text, from, to - from, StandardCharsets.UTF_8));
    splitter.split(stretch, from == 0, word -> encode(Bytes.of(word), queue, out));
  }

  private void encode(byte[] word, MergeQueue queue, Ids out) {
    int whole = wholeWords.value(wholeWords.walk(Trie.ROOT, word, 0, word.length));
    if (whole != Trie.NONE) {
      out.add(whole);
      return;
    }
    alphabet.encode(word, queue, out);
  }
}
