package io.deepsearch4j.trainer;

import java.util.List;

/// Several examples in one row of tokens, which do not see each other.
///
/// @param tokens one example behind the other, `[T]`
/// @param lengths tokens of each
/// @param rows from which tokens a loss is taken, ascending, `[N]`
/// @param targets what follows each of these, `[N]`
/// @param weights what each of these counts, `[N]`, all above 0
/// @param roles what each of the targets is, `[N]`
record Pack(int[] tokens, int[] lengths, int[] rows, int[] targets, float[] weights, byte[] roles) {

  /// @param weights for each example and token what predicting it counts
  static Pack of(List<Example> examples, List<float[]> weights) {
    int total = 0;
    int losses = 0;
    for (int i = 0; i < examples.size(); i++) {
      total += examples.get(i).tokens().length;
      float[] w = weights.get(i);
      for (int t = 1; t < w.length; t++) {
        losses += w[t] > 0 ? 1 : 0;
      }
    }
    var tokens = new int[total];
    var lengths = new int[examples.size()];
    var rows = new int[losses];
    var targets = new int[losses];
    var counts = new float[losses];
    var roles = new byte[losses];
    int at = 0;
    int loss = 0;
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      float[] w = weights.get(i);
      lengths[i] = example.tokens().length;
      System.arraycopy(example.tokens(), 0, tokens, at, lengths[i]);
      for (int t = 1; t < lengths[i]; t++) {
        if (w[t] > 0) {
          rows[loss] = at + t - 1;
          targets[loss] = example.tokens()[t];
          counts[loss] = w[t];
          roles[loss++] = example.roles()[t];
        }
      }
      at += lengths[i];
    }
    return new Pack(tokens, lengths, rows, targets, counts, roles);
  }

  double weight() {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum;
  }
}
