package io.deepsearch4j.engine;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// How tokens are drawn, and when to stop. [Sampler] says in which order the filters act.
///
/// @param temperature 0 for greedy; then no filter matters
/// @param topK how many tokens stay at most; 0 for all
/// @param topP the most likely tokens stay that have this share together, in (0, 1]
/// @param minP a token stays that is at least this times as likely as the likeliest, in [0, 1]
/// @param topNSigma a logit stays that is at most so many standard deviations below the highest; 0
///   for all
/// @param seed same seed, same text, whoever else is served
/// @param maxTokens of the reply
/// @param stopStrings end the reply; they are not part of its text
/// @param stopTokens end the reply, besides those of the model
/// @param logProbabilities how many of the likeliest tokens are reported at each place beside the
///   chosen one; -1 to report none at all
public record SamplingOptions(
    double temperature,
    int topK,
    double topP,
    double minP,
    double topNSigma,
    Penalties penalties,
    long seed,
    int maxTokens,
    List<String> stopStrings,
    Set<Integer> stopTokens,
    int logProbabilities) {
  private static final int MOST_STOPS = 64;
  private static final int LONGEST_STOP = 1024;
  private static final int MOST_LIKELY = 100;

  public static final SamplingOptions GREEDY =
      new SamplingOptions(0, 0, 1, 0, 0, Penalties.NONE, 0, 1024, List.of(), Set.of(), -1);

  public SamplingOptions {
    require(temperature >= 0 && temperature <= 100, "temperature", "0 to 100", temperature);
    require(topK >= 0, "top-k", "at least 0", topK);
    require(topP > 0 && topP <= 1, "top-p", "above 0 and at most 1", topP);
    require(minP >= 0 && minP <= 1, "min-p", "0 to 1", minP);
    require(topNSigma >= 0 && topNSigma <= 1e6, "top-n-sigma", "0 to 1000000", topNSigma);
    require(maxTokens >= 1, "max tokens", "at least 1", maxTokens);
    require(
        logProbabilities >= -1 && logProbabilities <= MOST_LIKELY,
        "log-probabilities",
        "-1 to " + MOST_LIKELY,
        logProbabilities);
    Objects.requireNonNull(penalties);
    stopStrings = List.copyOf(stopStrings);
    stopTokens = Set.copyOf(stopTokens);
    if (stopStrings.size() > MOST_STOPS) {
      throw new IllegalArgumentException(
          "there may be %d stop strings, not %d".formatted(MOST_STOPS, stopStrings.size()));
    }
    for (String stop : stopStrings) {
      if (stop.isEmpty() || stop.length() > LONGEST_STOP) {
        throw new IllegalArgumentException(
            "a stop string must have 1 to %d characters, not %d"
                .formatted(LONGEST_STOP, stop.length()));
      }
    }
  }

  private static void require(boolean holds, String name, String range, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " must be " + range + ", not " + value);
    }
  }

  boolean isGreedy() {
    return temperature == 0;
  }

  boolean reportsLogProbabilities() {
    return logProbabilities >= 0;
  }

  public SamplingOptions withTemperature(double other) {
    return new SamplingOptions(
        other,
        topK,
        topP,
        minP,
        topNSigma,
        penalties,
        seed,
        maxTokens,
        stopStrings,
        stopTokens,
        logProbabilities);
  }

  public SamplingOptions withFilters(
      int otherTopK, double otherTopP, double otherMinP, double otherTopNSigma) {
    return new SamplingOptions(
        temperature,
        otherTopK,
        otherTopP,
        otherMinP,
        otherTopNSigma,
        penalties,
        seed,
        maxTokens,
        stopStrings,
        stopTokens,
        logProbabilities);
  }

  public SamplingOptions withPenalties(Penalties other) {
    return new SamplingOptions(
        temperature,
        topK,
        topP,
        minP,
        topNSigma,
        other,
        seed,
        maxTokens,
        stopStrings,
        stopTokens,
        logProbabilities);
  }

  public SamplingOptions withSeed(long other) {
    return new SamplingOptions(
        temperature,
        topK,
        topP,
        minP,
        topNSigma,
        penalties,
        other,
        maxTokens,
        stopStrings,
        stopTokens,
        logProbabilities);
  }

  public SamplingOptions withMaxTokens(int other) {
    return new SamplingOptions(
        temperature,
        topK,
        topP,
        minP,
        topNSigma,
        penalties,
        seed,
        other,
        stopStrings,
        stopTokens,
        logProbabilities);
  }

  public SamplingOptions withStops(List<String> strings, Set<Integer> tokens) {
    return new SamplingOptions(
        temperature,
        topK,
        topP,
        minP,
        topNSigma,
        penalties,
        seed,
        maxTokens,
        strings,
        tokens,
        logProbabilities);
  }

  public SamplingOptions withLogProbabilities(int other) {
    return new SamplingOptions(
        temperature,
        topK,
        topP,
        minP,
        topNSigma,
        penalties,
        seed,
        maxTokens,
        stopStrings,
        stopTokens,
        other);
  }
}
