package io.deepsearch4j.engine.grammar;

import java.io.ByteArrayOutputStream;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Lines from which a reply may copy whole words.
///
/// A copy begins where a word does, or behind white space, and ends likewise. A word is a run of
/// letters and digits, with the points and commas inside a number; each character of a script
/// without spaces is a word of its own. Signs that stand alone begin and end nothing, but for money
/// and per cent.
final class CopySource {
  private final byte[] text; // the lines, each with a line break behind it
  private final BitSet starts = new BitSet();
  private final BitSet ends = new BitSet();
  private final int[] characters; // [bytes + 1] that begin before this byte
  private final Map<Integer, Stretches> known = new HashMap<>();

  private enum Kind {
    WORD,
    ALONE,
    SIGN,
    SPACE
  }

  CopySource(List<String> lines) {
    var bytes = new ByteArrayOutputStream();
    for (String line : lines) {
      mark(line, bytes);
      bytes.write('\n');
    }
    text = bytes.toByteArray();
    characters = new int[text.length + 1];
    for (int i = 0; i < text.length; i++) {
      characters[i + 1] = characters[i] + ((text[i] & 0xC0) == 0x80 ? 0 : 1);
    }
  }

  private void mark(String line, ByteArrayOutputStream bytes) {
    int[] points = line.codePoints().toArray();
    Kind[] kinds = kinds(points);
    for (int i = 0; i < points.length; i++) {
      Kind before = i == 0 ? Kind.SPACE : kinds[i - 1];
      Kind after = i + 1 == points.length ? Kind.SPACE : kinds[i + 1];
      if (isEdge(points, kinds, i, before)) {
        starts.set(bytes.size());
      }
      bytes.writeBytes(Character.toString(points[i]).getBytes(StandardCharsets.UTF_8));
      if (isEdge(points, kinds, i, after)) {
        ends.set(bytes.size());
      }
    }
  }

  /// Whether a copy may begin or end with a character that has this neighbour outside.
  private static boolean isEdge(int[] points, Kind[] kinds, int at, Kind outside) {
    return switch (kinds[at]) {
      case SPACE -> false;
      case ALONE -> true;
      case WORD -> outside != Kind.WORD;
      case SIGN -> outside == Kind.SPACE && saysSomething(points, kinds, at);
    };
  }

  private static boolean saysSomething(int[] points, Kind[] kinds, int at) {
    for (int step = -1; step <= 1; step += 2) {
      for (int i = at; i >= 0 && i < kinds.length && kinds[i] != Kind.SPACE; i += step) {
        if (kinds[i] != Kind.SIGN || isUnit(points[i])) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isUnit(int point) {
    return point == '%' || point == '‰' || Character.getType(point) == Character.CURRENCY_SYMBOL;
  }

  private static Kind[] kinds(int[] points) {
    var kinds = new Kind[points.length];
    for (int i = 0; i < points.length; i++) {
      boolean insideNumber =
          (points[i] == '.' || points[i] == ',')
              && i > 0
              && i + 1 < points.length
              && Character.isDigit(points[i - 1])
              && Character.isDigit(points[i + 1]);
      kinds[i] = insideNumber ? Kind.WORD : kind(points[i]);
    }
    return kinds;
  }

  private static Kind kind(int point) {
    if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
      return Kind.SPACE;
    }
    if (point < 0x80) {
      return Character.isLetterOrDigit(point) ? Kind.WORD : Kind.SIGN;
    }
    if (isMark(point)) {
      return Kind.WORD;
    }
    if (!Character.isLetterOrDigit(point)) {
      return Kind.SIGN;
    }
    return switch (UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> Kind.ALONE;
      default -> Kind.WORD;
    };
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  /// All copies of at most so many characters.
  Stretches copies(int atMost) {
    return known.computeIfAbsent(atMost, this::cut);
  }

  private Stretches cut(int atMost) {
    var from = new int[starts.cardinality()];
    var to = new int[from.length];
    int size = 0;
    for (int start = starts.nextSetBit(0); start >= 0; start = starts.nextSetBit(start + 1)) {
      int end = lastEnd(start, atMost);
      if (end > start) {
        from[size] = start;
        to[size++] = end;
      }
    }
    return Stretches.of(text, Arrays.copyOf(from, size), Arrays.copyOf(to, size), ends);
  }

  /// The farthest end in reach; -1 for none.
  private int lastEnd(int start, int atMost) {
    int last = -1;
    int at = start + 1;
    while (at < text.length
        && text[at - 1] != '\n'
        && characters[at] - characters[start] <= atMost) {
      // A place inside a character counts it already, and is no end.
      last = ends.get(at) ? at : last;
      at++;
    }
    return last;
  }
}
