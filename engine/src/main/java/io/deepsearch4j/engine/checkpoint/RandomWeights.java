package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.PackedLayout.Slot;
import io.deepsearch4j.engine.checkpoint.TensorSpec.Kind;
import io.deepsearch4j.engine.tensor.Packing;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Random weights of any shape, for measurements: made in packed form as fast as a disk takes them.
///
/// Matrices keep the size of what goes through them, gains are 1, sinks are N(0, 1), so activations
/// neither explode nor vanish. The same seed makes the same file.
public final class RandomWeights {
  private final PackedLayout layout;
  private final long seed;

  private RandomWeights(ModelConfig config, Precision precision, long seed) {
    this.layout = PackedLayout.of(config, precision);
    this.seed = seed;
  }

  /// Writes a model folder with nothing but the project's own file.
  ///
  /// @param config the text of a `config.json`
  /// @throws CheckpointException when the disk is too small
  public static void write(
      byte[] config, Path folder, Precision precision, long seed, Progress progress) {
    var random = new RandomWeights(ModelConfig.parse(config, "config.json"), precision, seed);
    PackedWriter.write(folder, config, random.layout, random::fill, progress);
  }

  /// The same weights in memory, until they are closed.
  public static WeightSource inMemory(ModelConfig config, Precision precision, long seed) {
    return new InMemory(config, new RandomWeights(config, precision, seed));
  }

  private void fill(Slot slot, int firstRow, int rows, MemorySegment to) {
    long key = RandomBits.mix(seed ^ RandomBits.mix(slot.offset()) ^ firstRow);
    if (slot.spec().isMatrix()) {
      float size =
          slot.spec().kind() == Kind.EMBEDDING ? 1 : (float) (1 / Math.sqrt(slot.spec().columns()));
      if (isWhole(slot, rows)) {
        RandomBits.matrix(slot.precision(), size, key, to);
      } else {
        pack(slot, rows, size, key, to);
      }
      return;
    }
    String name = slot.spec().name();
    if (name.contains("param_sink")) {
      RandomBits.normal(1, key, to);
    } else if (name.endsWith("bias")) {
      RandomBits.normal(0.01f, key, to);
    } else {
      RandomBits.ones(to);
    }
  }

  /// Whether no row or column is there only to fill up a block.
  private static boolean isWhole(Slot slot, int rows) {
    return rows % slot.precision().rowBlock() == 0
        && (slot.precision().rowBlock() == 1 || slot.spec().columns() % Precision.GROUP == 0);
  }

  /// The slow way, which leaves zeros where the layout wants them.
  private static void pack(Slot slot, int rows, float size, long key, MemorySegment to) {
    int block = slot.precision().rowBlock();
    int columns = slot.spec().columns();
    var random = new SplittableRandom(key);
    var floats = new float[block * columns];
    for (int row = 0; row < rows; row += block) {
      Arrays.fill(floats, 0);
      for (int i = 0; i < Math.min(block, rows - row) * columns; i++) {
        floats[i] = (float) (random.nextDouble(-1, 1) * Math.sqrt(3) * size);
      }
      Packing.pack(slot.precision(), floats, columns, to, slot.bytes(row));
    }
  }

  private static final class InMemory implements WeightSource {
    private final ModelConfig config;
    private final Arena arena = Arena.ofShared();
    private final PackedTensors tensors;

    InMemory(ModelConfig config, RandomWeights random) {
      this.config = config;
      PackedLayout layout = random.layout;
      tensors = new PackedTensors(layout, arena.allocate(layout.length(), 64));
      for (Slot slot : layout.slots()) {
        MemorySegment tensor = tensors.data().asSlice(slot.offset(), slot.bytes());
        int step = slot.chunkRows();
        for (int row = 0; row < slot.rows(); row += step) {
          int count = Math.min(step, slot.rows() - row);
          long at = row == 0 ? 0 : slot.bytes(row);
          random.fill(slot, row, count, tensor.asSlice(at, slot.bytes(count)));
        }
      }
    }

    @Override
    public ModelConfig config() {
      return config;
    }

    @Override
    public Tensor matrix(String name) {
      return tensors.matrix(name);
    }

    @Override
    public float[] vector(String name) {
      return tensors.vector(name);
    }

    @Override
    public boolean has(String name) {
      return tensors.layout().has(name);
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
