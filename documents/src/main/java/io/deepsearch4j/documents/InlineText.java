package io.deepsearch4j.documents;

/// The text of one block while it is being collected, cleaned character by character by the rules
/// of [DocumentBuilder#clean], so that offsets taken on the way still hold in the finished block.
final class InlineText {
  private final StringBuilder text = new StringBuilder();
  private boolean blank = true;

  void append(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (isBlank(c)) {
        space();
      } else if (!DocumentBuilder.dropped(c)) {
        text.append(c);
        blank = false;
      }
    }
  }

  void space() {
    if (!blank) {
      text.append(' ');
      blank = true;
    }
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /// Where the next visible character will stand.
  int position() {
    return text.length();
  }

  /// The collected text from a position on.
  String from(int start) {
    return text.substring(Math.min(start, text.length()));
  }

  /// The collected text without a trailing blank; collecting starts anew.
  String take() {
    String taken = toString();
    text.setLength(0);
    blank = true;
    return taken;
  }

  @Override
  public String toString() {
    int end = blank && !text.isEmpty() ? text.length() - 1 : text.length();
    return text.substring(0, end);
  }

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /// Whether a raw text has anything that a block would keep.
  static boolean hasContent(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (!isBlank(c) && !DocumentBuilder.dropped(c)) {
        return true;
      }
    }
    return false;
  }
}
