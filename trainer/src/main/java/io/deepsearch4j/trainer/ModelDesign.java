package io.deepsearch4j.trainer;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Experts;

/// What is to be trained: an architecture in numbers, and the ideas that an experiment may switch.
///
/// What the published files know (sinks, dense layers, how much rotates) stands in the
/// configuration alone; here stands what only a trainer cares about.
///
/// @param headNorm which heads are normed before they rotate; the engine runs [HeadNorm#KEYS] of V2
///   and [HeadNorm#NONE] of the others
/// @param closingGains what the gains behind each branch begin with, where there are such
public record ModelDesign(ModelConfig config, HeadNorm headNorm, ClosingGains closingGains) {

  /// Which heads pass a norm.
  public enum HeadNorm {
    NONE,
    KEYS,
    QUERIES_AND_KEYS
  }

  /// How loud a branch begins.
  public enum ClosingGains {
    /// All begin with 1.
    ONE,
    /// `1 / sqrt(2 L)` for `L` layers: the residual stream is as loud for any depth.
    DEPTH_SCALED
  }

  public ModelDesign {
    if (config.attention() instanceof Attention.Latent && headNorm != HeadNorm.NONE) {
      throw new IllegalArgumentException("latent attention has norms of its own; ask for NONE");
    }
    if (config.attention() instanceof Attention.Grouped grouped
        && grouped.keyNorm() != (headNorm != HeadNorm.NONE)) {
      throw new IllegalArgumentException(
          "the configuration and the design disagree on whether keys are normed");
    }
  }

  /// The design that the engine runs as it is.
  public static ModelDesign of(ModelConfig config) {
    boolean keyNorm = config.attention() instanceof Attention.Grouped g && g.keyNorm();
    return new ModelDesign(
        config, keyNorm ? HeadNorm.KEYS : HeadNorm.NONE, ClosingGains.DEPTH_SCALED);
  }

  /// Whether the engine runs what is trained.
  public boolean isPublishable() {
    boolean v2 = config.architecture() == ModelConfig.Architecture.V2;
    return headNorm == (v2 ? HeadNorm.KEYS : HeadNorm.NONE);
  }

  public ModelDesign withHeadNorm(HeadNorm other) {
    Attention.Grouped g = grouped();
    return new ModelDesign(
        config.withAttention(
            attention(g, other != HeadNorm.NONE, g.rotated(), g.sinks(), g.sinkValues())),
        other,
        closingGains);
  }

  public ModelDesign withClosingGains(ClosingGains other) {
    return new ModelDesign(config, headNorm, other);
  }

  /// @param sinks 0 for none
  /// @param values whether they have values, too
  public ModelDesign withSinks(int sinks, boolean values) {
    Attention.Grouped g = grouped();
    return new ModelDesign(
        config.withAttention(attention(g, g.keyNorm(), g.rotated(), sinks, values)),
        headNorm,
        closingGains);
  }

  /// The same width of a head, of which another part rotates.
  public ModelDesign withRotated(int rotated) {
    Attention.Grouped g = grouped();
    return new ModelDesign(
        config.withAttention(attention(g, g.keyNorm(), rotated, g.sinks(), g.sinkValues())),
        headNorm,
        closingGains);
  }

  public ModelDesign withSandwichNorm(boolean sandwich) {
    return new ModelDesign(config.withSandwichNorm(sandwich), headNorm, closingGains);
  }

  /// Dense blocks in place of experts, as wide as what one token meets of these.
  public ModelDesign withoutExperts() {
    Experts e = config.experts();
    int width = e.count() == 0 ? config.denseWidth() : e.chosen() * e.width() + e.sharedWidth();
    return new ModelDesign(config.withFeedForward(width, Experts.NONE), headNorm, closingGains);
  }

  private Attention.Grouped grouped() {
    if (config.attention() instanceof Attention.Grouped grouped) {
      return grouped;
    }
    throw new IllegalArgumentException("this switch belongs to grouped attention");
  }

  private static Attention.Grouped attention(
      Attention.Grouped g, boolean keyNorm, int rotated, int sinks, boolean values) {
    return new Attention.Grouped(
        g.heads(),
        g.groups(),
        g.keyWidth(),
        g.valueWidth(),
        rotated,
        g.fused(),
        keyNorm,
        sinks,
        values,
        g.qkvBias(),
        g.outputBias());
  }
}
