package io.deepsearch4j.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the known name that somebody most likely meant.
final class Nearest {
  private static final int LONGEST = 100;

  private Nearest() {}

  /// The nearest of the known names, unless none is near.
  static Optional<String> to(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .filter(one -> distance(name, one) <= Math.max(2, one.length() / 3))
        .min(
            Comparator.comparingInt((String one) -> distance(name, one)).thenComparing(one -> one));
  }

  /// The nearest name as the end of a sentence, or nothing.
  static String hint(String name, Collection<String> known) {
    return to(name, known).map(one -> "; did you mean " + one + "?").orElse("");
  }

  /// How many letters must be put in, taken out, changed or swapped with their neighbour.
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least =
            Math.min(
                edits[i - 1][j - 1] + change, Math.min(edits[i - 1][j] + 1, edits[i][j - 1] + 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, edits[i - 2][j - 2] + 1);
        }
        edits[i][j] = least;
      }
    }
    return edits[a.length()][b.length()];
  }
}
