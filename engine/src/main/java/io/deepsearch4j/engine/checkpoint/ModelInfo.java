package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.engine.checkpoint.TensorSpec.Kind;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Precision;
import java.util.EnumMap;
import java.util.Map;

/// What a model weighs, in numbers that follow from its configuration alone.
///
/// @param parameters without MTP layers
/// @param touched parameters that one token meets: its chosen experts, embedding and head in full
/// @param mtpParameters of the MTP layers, without copies of embedding and head
/// @param cachedValues that one token leaves in the cache, over all layers
/// @param cachedVectors into which these are cut: a key or a value of one group each, or one latent
/// @param weightBytes of all weights with the MTP layers, at each precision
public record ModelInfo(
    long parameters,
    long touched,
    long mtpParameters,
    long cachedValues,
    long cachedVectors,
    Map<Precision, Long> weightBytes) {

  public ModelInfo {
    weightBytes = Map.copyOf(weightBytes);
  }

  public static ModelInfo of(ModelConfig config) {
    long all = 0;
    long mtp = 0;
    long idle = 0;
    var bytes = new EnumMap<Precision, Long>(Precision.class);
    String mtpLayers = ModelTensors.layer(config.layers());
    boolean behind = false;
    for (TensorSpec spec : config.tensors()) {
      behind |= spec.name().startsWith(mtpLayers);
      if (behind) {
        mtp += spec.elements();
      } else {
        all += spec.elements();
        idle += spec.kind() == Kind.EXPERT ? spec.elements() : 0;
      }
      for (Precision precision : Precision.values()) {
        bytes.merge(precision, spec.bytes(precision), Long::sum);
      }
    }
    int experts = Math.max(config.experts().count(), 1);
    long met = idle / experts * config.experts().chosen();
    return new ModelInfo(all, all - idle + met, mtp, values(config), vectors(config), bytes);
  }

  /// Bytes that one token leaves in the cache.
  public long cacheBytes(CacheType type) {
    long scales = type == CacheType.INT8 ? 4 * cachedVectors : 0;
    return cachedValues * type.bytes() + scales;
  }

  private static long values(ModelConfig config) {
    long values =
        switch (config.attention()) {
          case Attention.Grouped a -> (long) a.groups() * (a.keyWidth() + a.valueWidth());
          case Attention.Latent a -> a.latentRank() + a.rotated();
        };
    return values * config.layers();
  }

  private static long vectors(ModelConfig config) {
    long vectors =
        switch (config.attention()) {
          case Attention.Grouped a -> 2L * a.groups();
          case Attention.Latent _ -> 1;
        };
    return vectors * config.layers();
  }
}
