package io.deepsearch4j.engine.network;

import com.sun.management.OperatingSystemMXBean;
import io.deepsearch4j.engine.checkpoint.CheckpointException;
import io.deepsearch4j.engine.checkpoint.ExpertSource;
import io.deepsearch4j.engine.checkpoint.ExpertStore;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.PackedWeights;
import io.deepsearch4j.engine.checkpoint.ResidentExperts;
import io.deepsearch4j.engine.checkpoint.TensorSpec;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import java.lang.management.ManagementFactory;

/// Decides whether the experts of a model stay in memory or are streamed from disk.
final class ExpertMemory {
  /// What is left to the system and to what else runs.
  private static final double USABLE = 0.85;

  /// Threads that read experts from disk.
  static final int READERS = 4;

  private ExpertMemory() {}

  /// The experts of a model, in memory if the options and the machine allow it.
  ///
  /// @throws CheckpointException when they neither fit nor can be streamed
  static ExpertSource of(WeightSource weights, NetworkOptions options) {
    ModelConfig config = weights.config();
    long experts = 0;
    long others = 0;
    for (TensorSpec spec : config.tensors()) {
      if (!weights.has(spec.name())) {
        continue;
      }
      long bytes =
          spec.shape().size() == 2
              ? weights.matrix(spec.name()).data().byteSize()
              : 4 * spec.elements();
      if (spec.kind() == TensorSpec.Kind.EXPERT) {
        experts += bytes;
      } else {
        others += bytes;
      }
    }
    long room =
        options.expertBytes() == NetworkOptions.AS_FITS
            ? (long) (physical() * USABLE) - others - options.cacheBytes() - heap()
            : options.expertBytes();
    if (experts <= room) {
      return new ResidentExperts(weights);
    }
    if (weights instanceof PackedWeights packed) {
      return new ExpertStore(packed, room, READERS);
    }
    throw new CheckpointException(
        "the experts take %d MiB and there is room for %d MiB; pack the model with: deepsearch model quantize"
            .formatted(experts >> 20, Math.max(0, room >> 20)));
  }

  private static long physical() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getTotalMemorySize();
  }

  /// What the heap may grow to is mostly not used by an engine.
  private static long heap() {
    return Math.min(Runtime.getRuntime().maxMemory(), 2L << 30);
  }
}
