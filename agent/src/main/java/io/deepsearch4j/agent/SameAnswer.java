package io.deepsearch4j.agent;

import java.text.Normalizer;
import java.util.Locale;

/// Whether two short answers say the same: after folding letter case, width, punctuation and
/// articles they are equal, or they are the same figure.
final class SameAnswer {
  private SameAnswer() {}

  static boolean test(String one, String other) {
    String left = fold(one);
    String right = fold(other);
    return left.equals(right) || FactCheck.sameFigure(one, other);
  }

  private static String fold(String answer) {
    return Normalizer.normalize(answer, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("(?<=\\d),(?=\\d{3})", "")
        .replaceAll("\\b(?:the|a|an)\\b", " ")
        .replaceAll("[\\p{P}\\p{S}\\s]+", " ")
        .strip();
  }
}
