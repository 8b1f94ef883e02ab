package io.deepsearch4j.engine.tokenizer;

import java.nio.charset.StandardCharsets;

/// Turns a text into the form that SentencePiece cuts: characters replaced by the rules of the
/// file, spaces tidied, escaped as `▁`, and one added in front. Safe to share between threads.
final class PieceNormaliser {
  /// U+2581, the visible space.
  static final byte[] VISIBLE_SPACE = "\u2581".getBytes(StandardCharsets.UTF_8);

  /// Rules may make a text longer; this is where it stops.
  private static final int LONGEST = 1 << 25;

  private static final byte[] SPACE = {' '};
  private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

  private final CharsMap rules;
  private final UserPieces userPieces;
  private final boolean spaceBehind;
  private final boolean dummyPrefix;
  private final boolean tidySpaces;
  private final byte[] space;

  PieceNormaliser(SentencePieceFile file, UserPieces userPieces) {
    this.rules = new CharsMap(file.charsMap());
    this.userPieces = userPieces;
    this.spaceBehind = file.spaceBehind();
    this.dummyPrefix = file.dummyPrefix();
    this.tidySpaces = file.tidySpaces();
    this.space = file.escapeSpaces() ? VISIBLE_SPACE : SPACE;
  }

  Bytes normalise(byte[] text, int from, int to) {
    var out = new Bytes((to - from) + (to - from) / 2 + 8);
    var unit = new Unit(text, from, to);
    if (tidySpaces) {
      while (unit.at < to && unit.read().isOneSpace()) {
        unit.at = unit.next;
      }
    }
    if (unit.at == to) {
      return out;
    }
    if (dummyPrefix && !spaceBehind) {
      out.add(space);
    }
    boolean afterSpace = tidySpaces;
    while (unit.at < to) {
      unit.read();
      int start = unit.from;
      while (afterSpace && start < unit.to && unit.source[start] == ' ') {
        start++;
      }
      if (start < unit.to) {
        append(unit.source, start, unit.to, out);
        afterSpace = tidySpaces && unit.source[unit.to - 1] == ' ';
      }
      unit.at = unit.next;
      if (out.size() > LONGEST) {
        throw new TokenizerException(
            "the text is longer than " + LONGEST + " bytes once normalised; encode it in parts");
      }
    }
    while (tidySpaces && out.endsWith(space)) {
      out.truncate(out.size() - space.length);
    }
    if (dummyPrefix && spaceBehind) {
      out.add(space);
    }
    return out;
  }

  private void append(byte[] source, int from, int to, Bytes out) {
    for (int i = from; i < to; i++) {
      if (source[i] == ' ') {
        out.add(space);
      } else {
        out.add(source[i]);
      }
    }
  }

  /// The stretch of text that is normalised next, and what stands for it.
  private final class Unit {
    private final byte[] text;
    private final int end;
    private int at;
    private int next;
    private byte[] source; // what stands for the stretch: from..to of this
    private int from;
    private int to;

    private Unit(byte[] text, int at, int end) {
      this.text = text;
      this.source = text;
      this.at = at;
      this.end = end;
    }

    private Unit read() {
      int user = userPieces.lengthAt(text, at, end);
      if (user > 0) {
        return asItIs(user);
      }
      long match = rules.match(text, at, end);
      if (match != CharsMap.NONE) {
        next = at + (int) (match >>> 32);
        source = rules.replacements();
        from = (int) match;
        to = rules.end(from);
        return this;
      }
      int length = Bytes.characterLength(text[at]);
      if (at + length > end || (text[at] & 0xC0) == 0x80) { // a rule ended inside a character
        next = at + 1;
        source = REPLACEMENT;
        from = 0;
        to = REPLACEMENT.length;
        return this;
      }
      return asItIs(length);
    }

    private Unit asItIs(int length) {
      next = at + length;
      source = text;
      from = at;
      to = next;
      return this;
    }

    private boolean isOneSpace() {
      return to - from == 1 && source[from] == ' ';
    }
  }
}
