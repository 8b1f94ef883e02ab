package io.deepsearch4j.trainer;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Architecture;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Experts;
import java.util.List;
import java.util.Set;

/// Shapes to test and to measure with.
final class Nano {
  private Nano() {}

  static ModelConfig config(int vocabulary, int width, int layers, int experts) {
    return new ModelConfig(
        Architecture.V2,
        vocabulary,
        width,
        layers,
        0,
        new Attention.Grouped(
            4, 2, 3 * width / 8, width / 4, width / 8, true, true, 8, true, false, false),
        3 * width,
        Set.of(0),
        new Experts(experts, Math.min(8, experts / 4), width / 4, width / 2, true, 1, true),
        true,
        1e-5f,
        10_000,
        true,
        1024,
        false,
        0,
        List.of(1));
  }

  static ModelConfig shipped() {
    return config(1500, 128, 4, 80);
  }
}
