package io.deepsearch4j.engine.grammar;

/// Well-formed UTF-8, byte by byte: which bytes may follow within one character.
final class Utf8 {
  /// Between two characters.
  static final int WHOLE = 0;

  static final int DEAD = -1;
  private static final int ONE = 1;
  private static final int TWO = 2;
  private static final int THREE = 3;
  private static final int AFTER_E0 = 4;
  private static final int AFTER_ED = 5;
  private static final int AFTER_F0 = 6;
  private static final int AFTER_F4 = 7;

  private Utf8() {}

  static int step(int at, int value) {
    return switch (at) {
      case WHOLE -> lead(value);
      case ONE -> within(value, 0x80, 0xBF, WHOLE);
      case TWO -> within(value, 0x80, 0xBF, ONE);
      case THREE -> within(value, 0x80, 0xBF, TWO);
      case AFTER_E0 -> within(value, 0xA0, 0xBF, ONE);
      case AFTER_ED -> within(value, 0x80, 0x9F, ONE);
      case AFTER_F0 -> within(value, 0x90, 0xBF, TWO);
      case AFTER_F4 -> within(value, 0x80, 0x8F, TWO);
      default -> DEAD;
    };
  }

  private static int lead(int value) {
    if (value < 0x80) {
      return WHOLE;
    }
    if (value < 0xC2 || value > 0xF4) {
      return DEAD;
    }
    if (value < 0xE0) {
      return ONE;
    }
    return switch (value) {
      case 0xE0 -> AFTER_E0;
      case 0xED -> AFTER_ED;
      case 0xF0 -> AFTER_F0;
      case 0xF4 -> AFTER_F4;
      default -> value < 0xF0 ? TWO : THREE;
    };
  }

  private static int within(int value, int least, int most, int next) {
    return value >= least && value <= most ? next : DEAD;
  }

  /// A byte that may follow, on the shortest way to the end of the character.
  static int next(int at) {
    return switch (at) {
      case AFTER_E0 -> 0xA0;
      case AFTER_F0 -> 0x90;
      default -> 0x80;
    };
  }
}
