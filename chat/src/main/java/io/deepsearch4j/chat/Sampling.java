package io.deepsearch4j.chat;

/// How the next token is drawn.
///
/// @param temperature 0 for greedy
/// @param topP nucleus, in (0, 1]
/// @param maxTokens of the reply, thinking included
/// @param seed sent where the server takes one; negative for none
public record Sampling(double temperature, double topP, int maxTokens, long seed) {

  public static final Sampling DEFAULT = new Sampling(0.6, 0.95, 8_192, -1);

  public Sampling {
    if (temperature < 0 || temperature > 2) {
      throw new IllegalArgumentException("temperature must be 0 to 2, not " + temperature);
    }
    if (topP <= 0 || topP > 1) {
      throw new IllegalArgumentException("top-p must be above 0 and at most 1, not " + topP);
    }
    if (maxTokens < 1) {
      throw new IllegalArgumentException("max tokens must be at least 1, not " + maxTokens);
    }
  }

  public Sampling withTemperature(double other) {
    return new Sampling(other, topP, maxTokens, seed);
  }

  public Sampling withMaxTokens(int other) {
    return new Sampling(temperature, topP, other, seed);
  }
}
