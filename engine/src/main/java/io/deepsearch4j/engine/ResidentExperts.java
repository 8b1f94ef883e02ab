package io.deepsearch4j.engine;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import java.util.List;
import java.util.stream.IntStream;

/// Experts of a model that fits into memory.
record ResidentExperts(List<GatedBlock> blocks) implements ExpertBlocks {

  /// @param prefix of the layer's feed-forward block, ending with a dot
  static ResidentExperts of(WeightSource weights, ModelConfig config, String prefix) {
    return new ResidentExperts(
        IntStream.range(0, config.experts().count())
            .mapToObj(e -> GatedBlock.of(weights, prefix + "experts." + e + "."))
            .toList());
  }

  @Override
  public int atOnce() {
    return blocks.size();
  }

  @Override
  public Lease acquire(int[] ids, int first, int count) {
    return new Lease() {
      @Override
      public GatedBlock get(int place) {
        return blocks.get(ids[first + place]);
      }

      @Override
      public void close() {
        // They stay where they are.
      }
    };
  }
}
