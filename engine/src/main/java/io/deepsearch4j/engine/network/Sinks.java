package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.KeyTile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Learned keys and values that every query sees before any text (parametric sink tokens).
///
/// Keys are normed like those of text, once, and never rotate. They are constants of the layer: no
/// sequence keeps room for them.
///
/// @param tiles `[group][tile]`
/// @param count sinks of each group
record Sinks(List<List<KeyTile>> tiles, int count) {

  static final Sinks NONE = new Sinks(List.of(), 0);

  static Sinks of(
      ModelConfig.Attention.Grouped shape,
      WeightSource weights,
      String prefix,
      float[] keyGain,
      float epsilon,
      Kernels kernels,
      Arena arena) {
    int count = shape.sinks();
    if (count == 0) {
      return NONE;
    }
    int groups = shape.groups();
    int keyWidth = shape.keyWidth();
    int valueWidth = shape.valueWidth();
    float[] keys = weights.vector(prefix + "param_sink_key"); // [sinks][groups][keyWidth]
    float[] values =
        shape.sinkValues()
            ? weights.vector(prefix + "param_sink_value") // [sinks][groups][valueWidth]
            : new float[count * groups * valueWidth];
    if (shape.keyNorm()) {
      for (int at = 0; at < keys.length; at += keyWidth) {
        kernels.rmsNorm(keys, at, keyGain, epsilon, keys, at, keyWidth);
      }
    }
    List<List<KeyTile>> all = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      List<KeyTile> tiles = new ArrayList<>();
      for (int first = 0; first < count; first += KeyTile.KEYS) {
        MemorySegment data =
            arena.allocate(KeyTile.bytes(CacheType.F32, keyWidth, valueWidth, false), 64);
        var tile = new KeyTile(CacheType.F32, keyWidth, valueWidth, false, data);
        for (int slot = 0; slot < Math.min(KeyTile.KEYS, count - first); slot++) {
          int row = (first + slot) * groups + group;
          CacheRows.write(tile, slot, keys, row * keyWidth, values, row * valueWidth);
        }
        tiles.add(tile);
      }
      all.add(List.copyOf(tiles));
    }
    return new Sinks(List.copyOf(all), count);
  }
}
