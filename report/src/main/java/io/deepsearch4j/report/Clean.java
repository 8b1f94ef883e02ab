package io.deepsearch4j.report;

/// Text from outside made fit for a file that people open: one line of bounded length in which
/// nothing controls, hides or turns the writing direction. What has no meaning that a reader could
/// see, such as a character for private use, is shown as its code and not lost.
final class Clean {
  /// Characters of a heading.
  static final int TITLE = 300;

  /// Characters of a sentence, an answer or a point.
  static final int SENTENCE = 4_000;

  /// Characters of a quote in a footnote.
  static final int QUOTE = 600;

  /// Characters of a remark or a cell.
  static final int REMARK = 500;

  /// Characters of an address.
  static final int ADDRESS = 2_000;

  private Clean() {}

  /// One line of at most so many characters; what is cut off is marked by an ellipsis.
  static String line(String text, int most) {
    var line = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = !line.isEmpty();
        continue;
      }
      String shown = shown(c);
      if (shown.isEmpty()) {
        continue;
      }
      if (line.length() + shown.length() + (gap ? 1 : 0) > most) {
        return line.append('…').toString();
      }
      if (gap) {
        line.append(' ');
        gap = false;
      }
      line.append(shown);
    }
    return line.toString();
  }

  private static String shown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT -> "";
      case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> code(c);
      default -> Character.toString(c);
    };
  }

  /// A character by its number, for where it cannot be shown itself.
  static String code(int c) {
    return "[U+%04X]".formatted(c);
  }
}
