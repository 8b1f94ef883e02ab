package io.deepsearch4j.engine;

/// What makes a token less likely that was there already.
///
/// @param repetition for tokens of prompt and reply: positive logits are divided by it, negative
///   ones multiplied; 1 for none
/// @param presence subtracted once from the logit of each token of the reply
/// @param frequency subtracted for each time that a token occurs in the reply
/// @param window how many tokens back are looked at
public record Penalties(double repetition, double presence, double frequency, int window) {
  public static final Penalties NONE = new Penalties(1, 0, 0, 1024);

  public Penalties {
    if (!(repetition > 0 && repetition <= 100)) {
      throw new IllegalArgumentException(
          "the repetition penalty must be above 0 and at most 100, not " + repetition);
    }
    requireModest("presence", presence);
    requireModest("frequency", frequency);
    if (window < 1) {
      throw new IllegalArgumentException(
          "the window of penalties must be at least 1 token, not " + window);
    }
  }

  private static void requireModest(String name, double penalty) {
    if (!(Math.abs(penalty) <= 100)) {
      throw new IllegalArgumentException(
          "the " + name + " penalty must be -100 to 100, not " + penalty);
    }
  }
}
