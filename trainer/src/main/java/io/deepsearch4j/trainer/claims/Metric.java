package io.deepsearch4j.trainer.claims;

/// A number that a trial measures; of each, less is better.
enum Metric {
  LOSS("held-out loss"),
  INT8_ADDED("loss added by int8"),
  INT4_ADDED("loss added by int4"),
  LARGEST("largest activation"),
  LARGEST_RELATIVE("the same over the RMS"),
  TOKEN_MICROS("µs per token"),
  SPIKES("spikes"),
  GRADIENT_PEAK("gradient peak"),
  RMS_BEGIN("RMS untrained"),
  RMS_END("RMS trained"),
  CACHE_BYTES("cache bytes per token"),
  SETTLED("steps to settle"),
  VIOLATION("MaxVio per step"),
  WINDOW_VIOLATION("MaxVio over 100 steps"),
  FLIPS("sign flips"),
  BIAS_STEP("mean step"),
  BIAS_MEAN("mean bias, magnitude");

  private final String label;

  Metric(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
