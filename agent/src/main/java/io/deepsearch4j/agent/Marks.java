package io.deepsearch4j.agent;

import java.util.List;
import java.util.regex.Pattern;

/// Which needs of a question a piece of text satisfies, and whether it names any year. Computed
/// once per piece; pieces are then combined.
final class Marks {
  private static final Pattern YEAR = Pattern.compile("(?:1[5-9]|20)\\d\\d");

  private final double[] strengths; // [needs]
  private final boolean namesYear;

  private Marks(double[] strengths, boolean namesYear) {
    this.strengths = strengths;
    this.namesYear = namesYear;
  }

  static Marks of(List<Need> needs, String text) {
    return of(needs, Folded.of(text));
  }

  static Marks of(List<Need> needs, Folded text) {
    var strengths = new double[needs.size()];
    for (int i = 0; i < strengths.length; i++) {
      strengths[i] = needs.get(i).in(text);
    }
    boolean year = text.words().stream().anyMatch(word -> YEAR.matcher(word.exact()).matches());
    return new Marks(strengths, year);
  }

  /// What both pieces together satisfy.
  Marks and(Marks other) {
    var both = new double[strengths.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = Math.max(strengths[i], other.strengths[i]);
    }
    return new Marks(both, namesYear || other.namesYear);
  }

  /// How well one need is satisfied, from 0 to 1.
  double of(int need) {
    return strengths[need];
  }

  boolean namesYear() {
    return namesYear;
  }
}
