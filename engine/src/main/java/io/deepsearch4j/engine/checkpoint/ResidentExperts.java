package io.deepsearch4j.engine.checkpoint;

import java.util.ArrayList;
import java.util.List;

/// The experts of a model whose weights are all in memory.
public final class ResidentExperts implements ExpertSource {
  private final List<List<Expert>> layers = new ArrayList<>(); // [layer][expert]; empty when dense

  /// @param weights must stay open as long as this is in use
  public ResidentExperts(WeightSource weights) {
    ModelConfig config = weights.config();
    for (int layer = 0; layer < config.layers() + config.mtpLayers(); layer++) {
      var experts = new ArrayList<Expert>();
      if (!config.isDense(layer)) {
        for (int expert = 0; expert < config.experts().count(); expert++) {
          String at = ModelTensors.expert(layer, expert);
          experts.add(
              new Expert(
                  weights.matrix(at + "gate_proj.weight"),
                  weights.matrix(at + "up_proj.weight"),
                  weights.matrix(at + "down_proj.weight")));
        }
      }
      layers.add(experts);
    }
  }

  @Override
  public int most() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Lease acquire(int layer, int[] experts) {
    return new Resident(layers.get(layer), experts.clone());
  }

  @Override
  public void prefetch(int layer, int[] experts) {}

  @Override
  public void close() {}

  private record Resident(List<Expert> layer, int[] experts) implements Lease {
    @Override
    public Expert expert(int index) {
      return layer.get(experts[index]);
    }

    @Override
    public void close() {}
  }
}
