package io.deepsearch4j.trainer;

import java.util.List;

/// How a run stands after a step: one line of `metrics.jsonl`.
///
/// @param step from 1
/// @param tokens learnt from so far
/// @param loss as weighed, what the step went down
/// @param targetLoss mean over the tokens that the model is to write; 0 if the step had none
/// @param targetAccuracy share of these that were the likeliest; 0 if the step had none
/// @param gradientNorm before clipping
/// @param learningRate of matrices
/// @param violations of each layer with experts: how much busier the busiest is than the mean
/// @param windowViolations the same over the loads of the last steps together
/// @param tokensPerSecond of this step
public record Metrics(
    long step,
    long tokens,
    double loss,
    double targetLoss,
    double targetAccuracy,
    double gradientNorm,
    double learningRate,
    List<Double> violations,
    List<Double> windowViolations,
    double tokensPerSecond) {
  public Metrics {
    violations = List.copyOf(violations);
    windowViolations = List.copyOf(windowViolations);
  }
}
