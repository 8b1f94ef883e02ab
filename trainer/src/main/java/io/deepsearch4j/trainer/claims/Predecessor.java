package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.trainer.ModelDesign;

/// The heads that came before: keys as wide as values, wholly rotated, and twice as many groups.
///
/// Published: 8 groups of 128 and 128 became 4 of 192 and 128, so 2048 cached values became 1280,
/// 37.5 % fewer. Any shape with keys half as wide again as values has the same ratio.
final class Predecessor {
  private Predecessor() {}

  static ModelDesign of(ModelDesign design) {
    Attention.Grouped now = (Attention.Grouped) design.config().attention();
    var before =
        new Attention.Grouped(
            now.heads(),
            2 * now.groups(),
            now.valueWidth(),
            now.valueWidth(),
            now.valueWidth(),
            now.fused(),
            now.keyNorm(),
            now.sinks(),
            now.sinkValues(),
            now.qkvBias(),
            now.outputBias());
    return new ModelDesign(
        design.config().withAttention(before), design.headNorm(), design.closingGains());
  }
}
