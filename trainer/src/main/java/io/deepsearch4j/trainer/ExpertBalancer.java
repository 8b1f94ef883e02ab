package io.deepsearch4j.trainer;

import java.util.Arrays;

/// Moves the biases of one router, so that its experts get alike much to do.
///
/// The bias chooses experts and never weighs them, so balancing does not pull at what is learnt.
/// Two rules: a step of fixed size against the sign of the error, and one whose size adapts: large
/// while an expert stays on one side, near nothing while its load only swings about the mean.
///
/// Letters: `E` experts.
public final class ExpertBalancer {
  private final Balancing rule;
  private final double[] bias; // [E]
  private final double[] heading; // [E], running mean of the violation
  private final double[] movement; // [E], running mean of its square
  private long steps;

  public ExpertBalancer(Balancing rule, int experts) {
    this(rule, new double[experts], new double[experts], new double[experts], 0);
  }

  private ExpertBalancer(
      Balancing rule, double[] bias, double[] heading, double[] movement, long steps) {
    this.rule = rule;
    this.bias = bias;
    this.heading = heading;
    this.movement = movement;
    this.steps = steps;
  }

  /// What must be kept to go on later.
  record State(double[] bias, double[] heading, double[] movement, long steps) {}

  State state() {
    return new State(bias.clone(), heading.clone(), movement.clone(), steps);
  }

  static ExpertBalancer of(Balancing rule, State state) {
    return new ExpertBalancer(
        rule,
        state.bias().clone(),
        state.heading().clone(),
        state.movement().clone(),
        state.steps());
  }

  /// A balancer that begins with biases that exist.
  static ExpertBalancer of(Balancing rule, float[] biases) {
    var balancer = new ExpertBalancer(rule, biases.length);
    for (int expert = 0; expert < biases.length; expert++) {
      balancer.bias[expert] = biases[expert];
    }
    return balancer;
  }

  public double[] bias() {
    return bias.clone();
  }

  /// Learns from the loads of one step.
  ///
  /// @param loads tokens sent to each expert, over all passes of the step
  /// @param scale factor of the step's size
  public void update(long[] loads, double scale) {
    double mean = Arrays.stream(loads).average().orElse(0);
    if (mean == 0) {
      return;
    }
    steps++;
    for (int expert = 0; expert < bias.length; expert++) {
      switch (rule.rule()) {
        case NONE, AUXILIARY_LOSS -> {}
        case FIXED ->
            bias[expert] += scale * rule.step() * Math.signum(mean - (double) loads[expert]);
        case ADAPTIVE -> adapt(expert, (double) loads[expert] / mean - 1, scale);
      }
    }
    if (rule.centred()) {
      double drift = Arrays.stream(bias).average().orElse(0);
      Arrays.setAll(bias, expert -> bias[expert] - drift);
    }
  }

  private void adapt(int expert, double violation, double scale) {
    double memory = rule.memory();
    heading[expert] = memory * heading[expert] + (1 - memory) * violation;
    movement[expert] = memory * movement[expert] + (1 - memory) * violation * violation;
    double known = 1 - Math.pow(memory, (double) steps);
    double toward = heading[expert] / known;
    double size = Math.abs(toward);
    double persistence = size / (Math.sqrt(movement[expert] / known) + Balancing.EPSILON);
    double near = rule.near() == 0 ? 1 : Math.min(1, size / rule.near());
    bias[expert] -= scale * rule.step() * persistence * near * Math.signum(toward);
  }

  /// How much busier the busiest expert is than the mean: 0 in perfect balance.
  public static double violation(long[] loads) {
    double mean = Arrays.stream(loads).average().orElse(0);
    return mean == 0 ? 0 : Arrays.stream(loads).max().orElse(0) / mean - 1;
  }
}
