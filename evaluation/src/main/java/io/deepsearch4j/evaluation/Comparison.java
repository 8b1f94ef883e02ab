package io.deepsearch4j.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Two settings over the tasks that both have done. Because the tasks are the same ones, only those
/// that exactly one setting got right say which is better; the pairs make a small difference
/// visible that two separate intervals would hide.
///
/// 1. R. G. Newcombe, "Improved confidence intervals for the difference between binomial
///    proportions based on paired data", Statistics in Medicine 17 (1998), method 10.
///
/// @param both how many tasks both got right
/// @param neither how many none did
public record Comparison(
    String first, String second, int both, int onlyFirst, int onlySecond, int neither) {

  static Comparison of(
      String first, String second, List<TaskRecord> ofFirst, List<TaskRecord> ofSecond) {
    Map<String, Boolean> known = new HashMap<>();
    ofFirst.forEach(one -> known.put(one.task(), one.right()));
    int[] count = new int[4];
    for (TaskRecord other : ofSecond) {
      Boolean right = known.get(other.task());
      if (right != null) {
        count[(right ? 0 : 2) + (other.right() ? 0 : 1)]++;
      }
    }
    return new Comparison(first, second, count[0], count[1], count[2], count[3]);
  }

  /// How many tasks both have done.
  public int asked() {
    return both + onlyFirst + onlySecond + neither;
  }

  /// By how much the second is better: a share, negative where it is worse.
  @JsonProperty
  public double difference() {
    return asked() == 0 ? 0 : (double) (onlySecond - onlyFirst) / asked();
  }

  /// Where that difference lies for all tasks of this kind [1].
  @JsonProperty
  public Interval interval() {
    if (asked() == 0) {
      return new Interval(-1, 1);
    }
    double one = (double) (both + onlyFirst) / asked();
    double two = (double) (both + onlySecond) / asked();
    Interval ofOne = Interval.wilson(both + onlyFirst, asked());
    Interval ofTwo = Interval.wilson(both + onlySecond, asked());
    double low = apart(two - ofTwo.low(), ofOne.high() - one);
    double high = apart(ofTwo.high() - two, one - ofOne.low());
    return new Interval(difference() - low, difference() + high);
  }

  private double apart(double a, double b) {
    return Math.sqrt(Math.max(0, a * a - 2 * phi() * a * b + b * b));
  }

  /// How much the settings agree on which tasks are hard, a little understated for few tasks.
  private double phi() {
    double margins =
        (double) (both + onlyFirst)
            * (onlySecond + neither)
            * (both + onlySecond)
            * (onlyFirst + neither);
    if (margins == 0) {
      return 0;
    }
    double cross = (double) both * neither - (double) onlyFirst * onlySecond;
    double kept = cross > 0 ? Math.max(0, cross - asked() / 2.0) : cross;
    return kept / Math.sqrt(margins);
  }

  /// How likely a difference at least as large is where there is none in truth (McNemar's test,
  /// exact and two-sided).
  @JsonProperty
  public double chance() {
    int unlike = onlyFirst + onlySecond;
    double tail = 0;
    // Binomial terms in logarithms: 2^-1100 is zero in a double.
    double term = -unlike * Math.log(2);
    for (int k = 0; k <= Math.min(onlyFirst, onlySecond); k++) {
      tail += Math.exp(term);
      term += Math.log((double) (unlike - k) / (k + 1));
    }
    return Math.min(1, 2 * tail);
  }

  /// The same for people.
  public String chanceWords() {
    return chance() < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", chance());
  }
}
