package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;

/// Chooses the experts of a token and how much each counts.
///
/// Scores are sigmoids. A bias, moved in training to balance the load, helps to choose and never
/// weighs: otherwise balancing would distort the output (Wang et al., "Auxiliary-loss-free load
/// balancing", 2024).
final class ExpertRouter {
  private static final float TINY = 1e-20f;

  private final ModelConfig.Experts shape;
  private final float[] bias; // [experts], zeros where the model has none

  ExpertRouter(ModelConfig.Experts shape, float[] bias) {
    this.shape = shape;
    this.bias = bias;
  }

  /// @param logits `[experts]` from `at` on; becomes the scores
  /// @param experts receives the chosen, best first; equal ones by their number
  /// @param weights receives the factors of their outputs
  void choose(float[] logits, int at, int[] experts, float[] weights) {
    for (int e = 0; e < shape.count(); e++) {
      logits[at + e] = (float) (1 / (1 + Math.exp(-logits[at + e])));
    }
    int chosen = shape.chosen();
    int found = 0;
    for (int e = 0; e < shape.count(); e++) {
      float key = logits[at + e] + bias[e];
      int place = found;
      while (place > 0 && key > logits[at + experts[place - 1]] + bias[experts[place - 1]]) {
        place--;
      }
      if (place == chosen) {
        continue;
      }
      found = Math.min(found + 1, chosen);
      System.arraycopy(experts, place, experts, place + 1, found - place - 1);
      experts[place] = e;
    }
    float sum = TINY;
    for (int i = 0; i < chosen; i++) {
      weights[i] = logits[at + experts[i]];
      sum += weights[i];
    }
    for (int i = 0; i < chosen; i++) {
      weights[i] = shape.scale() * (shape.normalised() ? weights[i] / sum : weights[i]);
    }
  }
}
