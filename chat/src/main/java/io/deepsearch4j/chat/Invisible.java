package io.deepsearch4j.chat;

/// Characters that a reader does not see and a model does: controls, direction overrides, hidden
/// tags, halves of surrogate pairs.
final class Invisible {
  private Invisible() {}

  static String removedFrom(String text) {
    var kept = new StringBuilder(text.length());
    text.codePoints().filter(point -> !isHidden(point)).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isHidden(int point) {
    if (point == '\n' || point == '\t') {
      return false;
    }
    // The joiners U+200C and U+200D shape Persian, Indic scripts and emoji, and stay.
    return Character.isISOControl(point)
        || (point >= 0xD800 && point <= 0xDFFF)
        || point == 0x00AD
        || point == 0x034F
        || point == 0x061C
        || point == 0x115F
        || point == 0x1160
        || point == 0x180E
        || point == 0x200B
        || point == 0x200E
        || point == 0x200F
        || (point >= 0x2028 && point <= 0x202E)
        || (point >= 0x2060 && point <= 0x206F)
        || point == 0x3164
        || point == 0xFEFF
        || point == 0xFFA0
        || (point >= 0xFFF0 && point <= 0xFFFB)
        || (point >= 0xE0000 && point <= 0xE0FFF);
  }
}
