package io.deepsearch4j.report;

/// Text from outside made fit for a terminal: nothing in it moves the cursor, changes colours,
/// turns the writing direction or hides.
public final class Plain {
  private static final int FIRST_WIDE = 0x2E80;

  private Plain() {}

  /// One line of at most so many columns.
  public static String line(String text, int columns) {
    var line = new StringBuilder();
    int used = 0;
    boolean gap = false;
    for (int i = 0; i < text.length() && used <= columns; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = !line.isEmpty();
        continue;
      }
      if (isHarmful(c)) {
        continue;
      }
      if (gap) {
        line.append(' ');
        used++;
        gap = false;
      }
      line.appendCodePoint(c);
      used += width(c);
    }
    return used <= columns ? line.toString() : cut(line.toString(), columns);
  }

  /// Any number of lines; line breaks and tabs stay.
  public static String text(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || !isHarmful(c))
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /// How many columns a text takes.
  public static int columns(String text) {
    return text.codePoints().map(Plain::width).sum();
  }

  private static String cut(String text, int columns) {
    var kept = new StringBuilder();
    int used = 1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      used += width(c);
      if (used > columns) {
        break;
      }
      kept.appendCodePoint(c);
      i += Character.charCount(c);
    }
    return kept.append('…').toString();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return c >= FIRST_WIDE ? 2 : 1;
  }

  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
