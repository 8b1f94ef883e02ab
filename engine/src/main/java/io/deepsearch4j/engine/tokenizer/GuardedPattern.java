package io.deepsearch4j.engine.tokenizer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression from a file, which may neither run for ever nor overflow the stack.
///
/// Looking at a character costs a step, and a text has so many steps for each of its characters: an
/// expression that backtracks without end is stopped. Safe to share between threads.
final class GuardedPattern {
  private static final int LONGEST = 10_000;
  private static final int LONGEST_TEXT = 1 << 24;
  private static final long STEPS_PER_CHARACTER = 400;
  private static final long STEPS_FOR_ANY_TEXT = 100_000;

  private final Pattern pattern;

  private GuardedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  static GuardedPattern compile(String expression) {
    if (expression.length() > LONGEST) {
      throw new TokenizerException(
          "an expression has more than " + LONGEST + " characters and so is not used");
    }
    try {
      return new GuardedPattern(
          Pattern.compile(inJava(expression), Pattern.UNICODE_CHARACTER_CLASS));
    } catch (PatternSyntaxException e) {
      throw new TokenizerException("it has an expression that is not understood: " + expression, e);
    } catch (StackOverflowError e) {
      throw new TokenizerException("it has an expression that is nested too deeply", e);
    }
  }

  /// A text to be found as it is.
  static GuardedPattern literal(String text) {
    return new GuardedPattern(Pattern.compile(Pattern.quote(text)));
  }

  /// Scripts have a prefix in Java.
  private static String inJava(String expression) {
    return expression.replaceAll(
        "\\\\([pP])\\{(\\^?)(Han|Hiragana|Katakana|Hangul|Latin|Greek|Cyrillic|Thai|Arabic|Hebrew)\\}",
        "\\\\$1{$2Is$3}");
  }

  /// Calls back with each place where it is found, from left to right.
  void find(String text, Found found) {
    Matcher matcher = pattern.matcher(new Guarded(text, 0, text.length()));
    try {
      while (matcher.find()) {
        found.at(matcher.start(), matcher.end());
      }
    } catch (StackOverflowError e) {
      throw new TokenizerException(
          "the expression " + pattern + " is nested too deeply for the text", e);
    }
  }

  String replace(String text, String replacement) {
    var out = new StringBuilder();
    var copied = new int[1];
    find(
        text,
        (from, to) -> {
          out.append(text, copied[0], from).append(replacement);
          if (out.length() > LONGEST_TEXT) {
            throw new TokenizerException("the text becomes too long; encode it in parts");
          }
          copied[0] = to;
        });
    return out.append(text, copied[0], text.length()).toString();
  }

  /// Takes one place.
  interface Found {
    void at(int from, int to);
  }

  /// A text that counts how often it is looked at.
  private static final class Guarded implements CharSequence {
    private final String text;
    private final int from;
    private final int to;
    private long steps;

    private Guarded(String text, int from, int to) {
      this.text = text;
      this.from = from;
      this.to = to;
      this.steps = STEPS_FOR_ANY_TEXT + STEPS_PER_CHARACTER * (to - from);
    }

    @Override
    public char charAt(int index) {
      if (--steps < 0) {
        throw new TokenizerException("an expression of the tokenizer backtracks without end");
      }
      return text.charAt(from + index);
    }

    @Override
    public int length() {
      return to - from;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Guarded(text, from + start, from + end);
    }

    @Override
    public String toString() {
      return text.substring(from, to);
    }
  }
}
