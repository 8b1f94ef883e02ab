package io.deepsearch4j.engine.grammar;

import java.util.BitSet;
import java.util.Collection;

/// Any text, but for some words that must not occur in it. The words are marks of replies.
final class FreeText implements Regular {
  /// The bytes that words begin with; a text without them can have no word in it.
  static final BitSet FIRST_BYTES = firstBytes();

  private final Table table;

  private FreeText(Table table) {
    this.table = table;
  }

  private static BitSet firstBytes() {
    var first = new BitSet();
    ReplyFormat.CALL_STARTS.forEach(word -> first.set(word.charAt(0)));
    ReplyFormat.THOUGHT_MARKS.forEach(word -> first.set(word.charAt(0)));
    return first;
  }

  /// Text that may end anywhere.
  static FreeText without(Collection<String> forbidden) {
    var words = new WordSearch();
    forbidden.forEach(word -> words.add(word, WordSearch.Outcome.FORBIDDEN));
    return new FreeText(words.table());
  }

  /// Text that goes on until this word, and with it ends.
  static FreeText until(String end, Collection<String> forbidden) {
    var words = new WordSearch();
    forbidden.stream()
        .filter(word -> !word.equals(end))
        .forEach(word -> words.add(word, WordSearch.Outcome.FORBIDDEN));
    words.add(end, WordSearch.Outcome.ENDS);
    return new FreeText(words.table());
  }

  /// Whether a byte goes on with a word that has begun.
  boolean continuesWord(int at, int value) {
    return table.step(at, value) != table.step(0, value);
  }

  @Override
  public int step(int at, int value) {
    return table.step(at, value);
  }

  @Override
  public boolean accepts(int at) {
    return table.accepts(at);
  }

  @Override
  public boolean goesOn(int at) {
    return table.goesOn(at);
  }

  @Override
  public int distance(int at) {
    return table.distance(at);
  }
}
