package io.deepsearch4j.engine.bench;

import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.KeyTile;
import io.deepsearch4j.engine.tensor.QueryBlock;
import io.deepsearch4j.engine.tensor.Workers;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One token of R-72B's shape attends to 4096 cached ones: 4 groups of 16 query heads; the caches
/// of several layers take turns.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AttentionDecode {
  static final int KEY_WIDTH = 192;
  static final int VALUE_WIDTH = 128;
  static final int HEADS = 16;
  static final int GROUPS = 4;
  static final int CONTEXT = 4096;
  private static final int LAYERS = 20;

  @Param({"F32", "BF16", "INT8"})
  public CacheType cache = CacheType.F32;

  private final Kernels kernels = Kernels.best();
  private Workers workers = Workers.start(1);
  private KeyTile[] tiles = new KeyTile[0]; // [LAYERS][GROUPS][CONTEXT / KEYS]
  private QueryBlock[] blocks = new QueryBlock[0]; // [GROUPS]
  private int next;

  @Setup
  public void begin() {
    workers = Workers.start(Math.min(2, Runtime.getRuntime().availableProcessors()));
    long bytes = KeyTile.bytes(cache, KEY_WIDTH, VALUE_WIDTH, false);
    tiles = new KeyTile[LAYERS * GROUPS * CONTEXT / KeyTile.KEYS];
    for (int i = 0; i < tiles.length; i++) {
      var data = Arena.ofAuto().allocate(bytes, 64);
      tiles[i] = new KeyTile(cache, KEY_WIDTH, VALUE_WIDTH, false, data);
    }
    blocks = new QueryBlock[GROUPS];
    float[] query = new float[KEY_WIDTH];
    for (int group = 0; group < GROUPS; group++) {
      blocks[group] = new QueryBlock(KEY_WIDTH, VALUE_WIDTH);
      blocks[group].reset(HEADS);
      for (int row = 0; row < HEADS; row++) {
        blocks[group].query(row, query, 0, 1);
        blocks[group].visible(row, KeyTile.KEYS);
      }
    }
  }

  @TearDown
  public void end() {
    workers.close();
  }

  @Benchmark
  public QueryBlock attend() {
    int layer = next++ % LAYERS;
    int each = CONTEXT / KeyTile.KEYS;
    workers.split(
        GROUPS,
        1,
        (_, from, to) -> {
          for (int group = from; group < to; group++) {
            int first = (layer * GROUPS + group) * each;
            for (int tile = first; tile < first + each; tile++) {
              kernels.attend(blocks[group], tiles[tile]);
            }
          }
        });
    return blocks[0];
  }
}
