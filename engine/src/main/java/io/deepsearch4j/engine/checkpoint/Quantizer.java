package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.PackedLayout.Slot;
import io.deepsearch4j.engine.tensor.Packing;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.Workers;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/// Turns a release into the project's own file, row block by row block: the model need not fit into
/// memory.
public final class Quantizer {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final List<String> COMPANIONS =
      List.of(
          "generation_config.json",
          "tokenizer.model",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "chat_template.jinja",
          "expected.json");

  private final WeightSource weights;
  private final Workers workers;
  private final float[][] scratch; // [thread][rows of a block * columns]

  private Quantizer(WeightSource weights, Workers workers) {
    this.weights = weights;
    this.workers = workers;
    scratch = new float[workers.threads()][0];
  }

  /// Writes a folder with the project's own file, tokenizer and settings beside it, so that it
  /// needs nothing else.
  ///
  /// @param from a folder with safetensors, or with a file of this kind at another precision
  /// @throws CheckpointException when something is broken, a weight is not finite, or the disk is
  ///   too small
  public static void quantize(Path from, Path to, Precision precision, Progress progress) {
    if (Files.exists(to.resolve(PackedFile.NAME))
        || Files.exists(to.resolve(SafetensorsWeights.SINGLE))
        || Files.exists(to.resolve(SafetensorsWeights.INDEX))) {
      throw new CheckpointException(to + " already holds a model; name another folder");
    }
    try (var checkpoint = Checkpoint.open(from);
        var workers = Workers.start(Runtime.getRuntime().availableProcessors())) {
      var quantizer = new Quantizer(checkpoint.weights(), workers);
      var layout = PackedLayout.of(checkpoint.config(), precision);
      PackedWriter.write(to, checkpoint.configText(), layout, quantizer::fill, progress);
    }
    copyCompanions(from, to);
  }

  private void fill(Slot slot, int firstRow, int rows, MemorySegment to) {
    String name = slot.spec().name();
    if (!slot.spec().isMatrix()) {
      float[] values = weights.vector(name);
      requireFinite(values, name);
      MemorySegment.copy(values, 0, to, FLOAT, 0, values.length);
      return;
    }
    int block = slot.precision().rowBlock();
    int columns = slot.spec().columns();
    try {
      workers.split(
          Math.ceilDiv(rows, block),
          1,
          (worker, from, end) -> {
            float[] floats = scratch(worker, block * columns);
            for (int i = from; i < end; i++) {
              int count = Math.min(block, rows - i * block);
              Arrays.fill(floats, count * columns, block * columns, 0);
              weights.rows(name, firstRow + i * block, count, floats);
              Packing.pack(slot.precision(), floats, columns, to, slot.bytes(i * block));
            }
          });
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "%s, rows from %d on: %s; download the weights again"
              .formatted(name, firstRow, e.getMessage()),
          e);
    }
  }

  private float[] scratch(int worker, int length) {
    if (scratch[worker].length != length) {
      scratch[worker] = new float[length];
    }
    return scratch[worker];
  }

  private static void requireFinite(float[] values, String name) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new CheckpointException(
            "%s: element %d is %s; download the weights again".formatted(name, i, values[i]));
      }
    }
  }

  private static void copyCompanions(Path from, Path to) {
    for (String name : COMPANIONS) {
      Path companion = from.resolve(name);
      if (Files.isRegularFile(companion)) {
        try {
          Files.copy(companion, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
          throw new CheckpointException(
              "%s cannot be copied to %s (%s); check the disk and its permissions"
                  .formatted(companion, to, e.getMessage()),
              e);
        }
      }
    }
  }
}
