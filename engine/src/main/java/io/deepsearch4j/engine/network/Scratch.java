package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.QueryBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Memory for what a layer computes on the way, shared by all layers of a model since they run one
/// after the other.
final class Scratch {
  private final Buffer projected = new Buffer();
  private final Map<Integer, Activations> attended = new HashMap<>();
  private final List<Map<Long, QueryBlock>> blocks;

  Scratch(int threads) {
    blocks = Stream.<Map<Long, QueryBlock>>generate(HashMap::new).limit(threads).toList();
  }

  /// Queries, keys and values of a pass.
  float[] projected(int tokens, int width) {
    return projected.atLeast((long) tokens * width);
  }

  /// What the heads saw, side by side.
  Activations attended(int width, int tokens) {
    return attended.computeIfAbsent(width, Activations::new).resize(tokens);
  }

  /// A block for one worker.
  QueryBlock block(int worker, int keyWidth, int valueWidth) {
    return blocks
        .get(worker)
        .computeIfAbsent(
            (long) keyWidth << 32 | valueWidth, _ -> new QueryBlock(keyWidth, valueWidth));
  }
}
