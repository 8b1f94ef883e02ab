package io.deepsearch4j.evaluation;

/// Where the true value lies, with 95 % confidence.
public record Interval(double low, double high) {
  /// Of the standard normal distribution, 97.5 % lie below.
  private static final double Z = 1.959963984540054;

  /// Wilson's interval of a share: honest for few tasks and near 0 and 1, where the usual one of
  /// plus and minus two standard errors is not. Nothing asked, nothing known: 0 to 1.
  static Interval wilson(int right, int asked) {
    if (right < 0 || right > asked) {
      throw new IllegalArgumentException(right + " of " + asked + " is no share");
    }
    if (asked == 0) {
      return new Interval(0, 1);
    }
    double share = (double) right / asked;
    double zz = Z * Z / asked;
    double middle = (share + zz / 2) / (1 + zz);
    double half = Z / (1 + zz) * Math.sqrt(share * (1 - share) / asked + zz / (4.0 * asked));
    return new Interval(
        right == 0 ? 0 : Math.max(0, middle - half),
        right == asked ? 1 : Math.min(1, middle + half));
  }
}
