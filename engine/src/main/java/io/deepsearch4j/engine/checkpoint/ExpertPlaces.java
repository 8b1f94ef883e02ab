package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.ExpertSource.Expert;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Where the experts of a file are, and how a record is cut into three matrices. An expert's key is
/// its number counted through all layers.
final class ExpertPlaces {
  private final int count; // experts of a layer
  private final int width;
  private final int inner;
  private final Precision precision;
  private final long[] offsets; // [key]; -1 in dense layers
  private final ExpertRecord any; // lengths and inner places are the same for all

  private ExpertPlaces(ModelConfig config, Precision precision, long[] offsets, ExpertRecord any) {
    this.count = config.experts().count();
    this.width = config.width();
    this.inner = config.experts().width();
    this.precision = precision;
    this.offsets = offsets;
    this.any = any;
  }

  static ExpertPlaces of(PackedWeights weights) {
    ModelConfig config = weights.config();
    int count = config.experts().count();
    var offsets = new long[(config.layers() + config.mtpLayers()) * count];
    Arrays.fill(offsets, -1);
    ExpertRecord any = null;
    for (int key = 0; key < offsets.length; key++) {
      if (!config.isDense(key / count)) {
        any = weights.expertRecord(key / count, key % count);
        offsets[key] = any.offset();
      }
    }
    if (any == null) {
      throw new IllegalArgumentException(weights.file() + " has no experts");
    }
    return new ExpertPlaces(config, weights.precision(), offsets, any);
  }

  int keys() {
    return offsets.length;
  }

  int key(int layer, int expert) {
    int key = layer * count + expert;
    if (layer < 0 || expert < 0 || expert >= count || key >= offsets.length || offsets[key] < 0) {
      throw new IllegalArgumentException("layer " + layer + " has no expert " + expert);
    }
    return key;
  }

  String describe(int key) {
    return "expert " + key % count + " of layer " + key / count;
  }

  long offset(int key) {
    return offsets[key];
  }

  /// Bytes of a record.
  long length() {
    return any.length();
  }

  Expert cut(MemorySegment record) {
    return new Expert(
        matrix(record, 0, inner, width),
        matrix(record, any.upAt(), inner, width),
        matrix(record, any.downAt(), width, inner));
  }

  private Tensor matrix(MemorySegment record, long at, int rows, int columns) {
    return new Tensor(precision, rows, columns, record.asSlice(at, precision.bytes(rows, columns)));
  }
}
