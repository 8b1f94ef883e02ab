package io.deepsearch4j.engine;

import java.util.ArrayList;
import java.util.List;

/// Reports how likely the model held its tokens to be: the logarithm of the softmax of its logits,
/// before penalties, mask, temperature and filters. Not safe to share between threads.
final class Likelihoods {
  private final Candidates candidates = new Candidates();
  private float[] logits = new float[0];

  /// Keeps the logits of a place before the sampler changes them.
  void note(float[] original) {
    if (logits.length != original.length) {
      logits = new float[original.length];
    }
    System.arraycopy(original, 0, logits, 0, original.length);
  }

  /// The chosen token, then the likeliest ones, best first.
  List<Likely> of(int chosen, int likeliest) {
    candidates.gatherBest(logits, Double.NEGATIVE_INFINITY, Math.max(1, likeliest));
    float highest = logits[candidates.token(0)];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((double) logit - highest);
    }
    double whole = highest + Math.log(sum);
    var likely = new ArrayList<Likely>(likeliest + 1);
    likely.add(new Likely(chosen, logits[chosen] - whole));
    for (int i = 0; i < Math.min(likeliest, candidates.count()); i++) {
      int token = candidates.token(i);
      likely.add(new Likely(token, logits[token] - whole));
    }
    return likely;
  }
}
