package io.deepsearch4j.trainer;

/// What predicting a token counts, by its role and by how far the run is.
///
/// Context teaches to copy, which is the first thing to learn and soon a distraction: its weight
/// falls from a first to a last value, and only a random share of it is asked for at all.
///
/// @param contextFirst weight of context at the beginning
/// @param contextLast weight of context from `fadeTokens` on
/// @param fadeTokens tokens over which the one becomes the other
/// @param contextShare the share of context that is predicted
/// @param target weight of what the model is to write
/// @param decision weight of tokens on which the rest hangs
public record TokenWeights(
    float contextFirst,
    float contextLast,
    long fadeTokens,
    double contextShare,
    float target,
    float decision) {
  public TokenWeights {
    if (!(contextFirst >= 0 && contextLast >= 0 && target >= 0 && decision >= 0)
        || fadeTokens < 1
        || !(contextShare >= 0 && contextShare <= 1)) {
      throw new IllegalArgumentException(
          "weights must be at least 0, the share of context from 0 to 1, fading at least a token");
    }
  }

  /// The weights of an example's tokens.
  ///
  /// @param done tokens learnt from before
  /// @param key what decides which context is asked for
  float[] of(Example example, long done, long key) {
    float fade = Math.min(1, (float) done / fadeTokens);
    float context = contextFirst + (contextLast - contextFirst) * fade;
    var weights = new float[example.length()];
    for (int t = 1; t < weights.length; t++) {
      weights[t] =
          switch (example.role(t)) {
            case NONE -> 0;
            case CONTEXT -> isAsked(key, t) ? context : 0;
            case TARGET -> target;
            case DECISION -> decision;
          };
    }
    return weights;
  }

  private boolean isAsked(long key, int at) {
    return (Mix.of(key + at) >>> 11) * 0x1p-53 < contextShare;
  }
}
