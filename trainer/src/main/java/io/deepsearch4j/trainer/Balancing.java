package io.deepsearch4j.trainer;

/// How experts are held in balance.
///
/// @param step the largest change of a bias in one step
/// @param memory of the running means of the adaptive rule, from 0 up to 1
/// @param near relative violation below which the adaptive step shrinks
/// @param centred whether the mean of the biases is taken out after each step
/// @param auxiliary weight of the loss that the rule of this name adds
public record Balancing(
    Rule rule, double step, double memory, double near, boolean centred, float auxiliary) {
  static final double EPSILON = 1e-12;

  /// What moves the router.
  public enum Rule {
    /// Nothing.
    NONE,
    /// A loss that grows with imbalance.
    AUXILIARY_LOSS,
    /// A bias, by steps of one size.
    FIXED,
    /// A bias, by steps whose size adapts to each expert.
    ADAPTIVE
  }

  public static final Balancing NONE = new Balancing(Rule.NONE, 0, 0, 0, false, 0);

  public Balancing {
    if (!(step >= 0) || !(memory >= 0 && memory < 1) || !(near >= 0) || !(auxiliary >= 0)) {
      throw new IllegalArgumentException(
          "balancing needs a step, a nearness and a weight of at least 0, and a memory below 1");
    }
  }

  public static Balancing auxiliaryLoss(float weight) {
    return new Balancing(Rule.AUXILIARY_LOSS, 0, 0, 0, false, weight);
  }

  public static Balancing fixed(double step) {
    return new Balancing(Rule.FIXED, step, 0, 0, false, 0);
  }

  public static Balancing adaptive(double step) {
    return new Balancing(Rule.ADAPTIVE, step, 0.8, 0.2, false, 0);
  }

  public Balancing withCentring() {
    return new Balancing(rule, step, memory, near, true, auxiliary);
  }

  /// The weight of the loss for balance, 0 for none.
  float lossWeight() {
    return rule == Rule.AUXILIARY_LOSS ? auxiliary : 0;
  }
}
