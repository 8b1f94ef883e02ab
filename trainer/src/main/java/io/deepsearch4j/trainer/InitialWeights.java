package io.deepsearch4j.trainer;

import io.deepsearch4j.trainer.ModelDesign.ClosingGains;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What a network begins with: small weights, so that depth and width change nothing about how loud
/// the residual stream is.
///
/// Linear weights are `N(0, 1 / (2 D L))` for width `D` and `L` layers, embeddings `N(0, 0.25)`,
/// sink keys `N(0, 1)`, sink values and biases 0, gains 1, and those behind a branch as the design
/// asks.
final class InitialWeights {
  private static final double EMBEDDING = 0.5;

  private final ModelDesign design;
  private final SplittableRandom random;

  InitialWeights(ModelDesign design, SplittableRandom random) {
    this.design = design;
    this.random = random;
  }

  float[] of(Leaf.Part part) {
    var weights = new float[part.elements()];
    String name = part.name();
    double width = design.config().width();
    double layers = design.config().layers();
    if (name.endsWith("param_sink_key")) {
      return normal(weights, 1);
    }
    if (name.endsWith("param_sink_value") || name.endsWith("bias")) {
      return weights;
    }
    if (name.endsWith("norm.weight")) {
      boolean closing =
          design.config().sandwichNorm()
              && (name.endsWith("post_attention_layernorm.weight")
                  || name.endsWith("post_mlp_layernorm.weight"));
      boolean scaled = closing && design.closingGains() == ClosingGains.DEPTH_SCALED;
      Arrays.fill(weights, scaled ? (float) (1 / Math.sqrt(2 * layers)) : 1);
      return weights;
    }
    return normal(
        weights, name.equals(Leaves.EMBEDDING) ? EMBEDDING : Math.sqrt(1 / (2 * width * layers)));
  }

  private float[] normal(float[] weights, double deviation) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextGaussian() * deviation);
    }
    return weights;
  }
}
