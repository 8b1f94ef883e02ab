package io.deepsearch4j.trainer.tokenizer;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a text is cut into words; nothing is ever merged across a cut.
final class TextWords {
  /// The cuts as a tokenizer file spells them: a handle, a digit, letters, Han characters, signs,
  /// each but Han with the space before it; then single white space.
  static final String EXPRESSION =
      " ?@[0-9]{1,2}(?![0-9])"
          + "| ?\\p{N}"
          + "| ?[\\p{L}\\p{M}&&[^\\p{Han}]]+"
          + "|\\p{Han}+"
          + "| ?[^\\s\\p{L}\\p{M}\\p{N}]+"
          + "|\\s";

  private static final Pattern CUTS =
      Pattern.compile(
          EXPRESSION.replace("\\p{Han}", "\\p{IsHan}"), Pattern.UNICODE_CHARACTER_CLASS);

  private TextWords() {}

  static void in(String text, Consumer<String> out) {
    Matcher word = CUTS.matcher(text);
    while (word.find()) {
      out.accept(word.group());
    }
  }

  /// What a word is made of; its first character tells, after the space.
  enum Kind {
    LETTERS,
    HAN,
    SIGNS,
    /// Digits, handles and white space: never joined to anything.
    ALONE;

    static Kind of(String word) {
      int first = word.codePointAt(word.charAt(0) == ' ' && word.length() > 1 ? 1 : 0);
      if (Character.UnicodeScript.of(first) == Character.UnicodeScript.HAN) {
        return Character.getType(first) == Character.LETTER_NUMBER ? ALONE : HAN;
      }
      if (Character.isLetter(first) || isMark(first)) {
        return LETTERS;
      }
      boolean handle = first == '@' && Character.isDigit(word.charAt(word.length() - 1));
      return handle || isNumber(first) || Character.isWhitespace(first) || first == ' '
          ? ALONE
          : SIGNS;
    }

    private static boolean isMark(int character) {
      return switch (Character.getType(character)) {
        case Character.NON_SPACING_MARK,
            Character.ENCLOSING_MARK,
            Character.COMBINING_SPACING_MARK ->
            true;
        default -> false;
      };
    }

    private static boolean isNumber(int character) {
      return switch (Character.getType(character)) {
        case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
            true;
        default -> false;
      };
    }
  }
}
