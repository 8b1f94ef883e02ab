package io.deepsearch4j.trainer.claims;

import java.util.ArrayList;
import java.util.List;

/// How the biases of the routers move: how far at each step, and how often one turns back.
final class BiasPath {
  private final List<Step> steps = new ArrayList<>();
  private double[][] before = {}; // [layer][expert]
  private double[][] moved = {}; // [layer][expert], by the latest step

  private record Step(double distance, long turns, long experts) {}

  /// @param biases behind a step, `[layer][expert]`
  void add(double[][] biases) {
    var now = new double[biases.length][];
    double distance = 0;
    long turns = 0;
    long experts = 0;
    for (int layer = 0; layer < biases.length; layer++) {
      now[layer] = new double[biases[layer].length];
      for (int expert = 0; expert < now[layer].length; expert++) {
        double from = before.length == 0 ? 0 : before[layer][expert];
        now[layer][expert] = biases[layer][expert] - from;
        distance += Math.abs(now[layer][expert]);
        boolean turned = moved.length > 0 && now[layer][expert] * moved[layer][expert] < 0;
        turns += turned ? 1 : 0;
        experts += now[layer][expert] == 0 ? 0 : 1;
      }
    }
    steps.add(new Step(distance, turns, experts));
    moved = now;
    before = biases;
  }

  /// The share of moves, in the second half of all steps, that went against the one before.
  double flips() {
    return ratio((double) secondHalf().stream().mapToLong(Step::turns).sum());
  }

  /// How far a bias that moved went in the mean, in the second half of all steps.
  double meanStep() {
    return ratio(secondHalf().stream().mapToDouble(Step::distance).sum());
  }

  private double ratio(double sum) {
    return sum / Math.max(1, secondHalf().stream().mapToLong(Step::experts).sum());
  }

  private List<Step> secondHalf() {
    return steps.subList(steps.size() / 2, steps.size());
  }

  /// The mean of all biases as they stand, of the layer where it is farthest from 0.
  double farthestMean() {
    double farthest = 0;
    for (double[] layer : before) {
      double mean = java.util.Arrays.stream(layer).average().orElse(0);
      farthest = Math.max(farthest, Math.abs(mean));
    }
    return farthest;
  }
}
