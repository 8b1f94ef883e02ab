package io.deepsearch4j.engine.network;

/// Questions about the likelihood of the next token.
final class Logits {
  private Logits() {}

  /// The token with the largest logit, the first of equals.
  static int largest(float[] logits) {
    return largest(logits, logits.length);
  }

  /// The same among the first so many.
  static int largest(float[] logits, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    return best;
  }

  /// Natural logarithm of the probability of a token.
  static double logProbability(float[] logits, int token) {
    float largest = logits[largest(logits)];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return logits[token] - largest - Math.log(sum);
  }
}
