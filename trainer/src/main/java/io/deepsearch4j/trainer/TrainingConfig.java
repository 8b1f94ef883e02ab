package io.deepsearch4j.trainer;

/// How a run learns.
///
/// @param tokens to learn from in all
/// @param firstBatch tokens of a step at the beginning; small steps teach sooner to copy
/// @param batch tokens of a step from `firstTokens` on
/// @param firstTokens how long steps are of the first size
/// @param passTokens tokens of one pass; a step that has more takes several and sums gradients
/// @param muonRate peak learning rate of matrices
/// @param adamRate peak learning rate of all else
/// @param decay of weights, relative to the rate
/// @param clip largest norm of the gradient
/// @param schedule of the rates
/// @param balancing of experts
/// @param weights what tokens count
/// @param order in which examples come
/// @param shards passes side by side; another number sums gradients in another order
/// @param checkpointSteps steps between two checkpoints
/// @param seed of the order and of new weights
public record TrainingConfig(
    long tokens,
    int firstBatch,
    int batch,
    long firstTokens,
    int passTokens,
    double muonRate,
    double adamRate,
    double decay,
    double clip,
    Schedule schedule,
    Balancing balancing,
    TokenWeights weights,
    Order order,
    int shards,
    int checkpointSteps,
    long seed) {

  /// In which order examples come.
  public enum Order {
    /// Shuffled anew each time round.
    SHUFFLED,
    AS_WRITTEN
  }

  public TrainingConfig {
    atLeast(1, tokens, "tokens");
    atLeast(1, firstBatch, "first-batch");
    atLeast(1, batch, "batch");
    atLeast(0, firstTokens, "first-tokens");
    atLeast(1, passTokens, "pass-tokens");
    atLeast(1, shards, "shards");
    atLeast(1, checkpointSteps, "checkpoint-steps");
    if (!(muonRate >= 0 && adamRate >= 0 && decay >= 0 && clip > 0)) {
      throw new IllegalArgumentException(
          "training rates and decay must be at least 0 and the clip above 0");
    }
  }

  private static void atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          "training.%s must be at least %d, not %d".formatted(name, least, value));
    }
  }

  /// Tokens of a step.
  ///
  /// @param done tokens learnt from before
  int batchAt(long done) {
    return done < firstTokens ? firstBatch : batch;
  }

  public TrainingConfig withCheckpointSteps(int steps) {
    return with(balancing, steps);
  }

  public TrainingConfig withBalancing(Balancing other) {
    return with(other, checkpointSteps);
  }

  private TrainingConfig with(Balancing otherBalancing, int steps) {
    return new TrainingConfig(
        tokens,
        firstBatch,
        batch,
        firstTokens,
        passTokens,
        muonRate,
        adamRate,
        decay,
        clip,
        schedule,
        otherBalancing,
        weights,
        order,
        shards,
        steps,
        seed);
  }
}
