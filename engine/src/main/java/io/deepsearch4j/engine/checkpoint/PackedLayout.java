package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.TensorSpec.Kind;
import io.deepsearch4j.engine.tensor.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the project's own file keeps each tensor; it follows from configuration and precision.
final class PackedLayout {
  /// Of every tensor: a cache line.
  private static final int ALIGNMENT = 64;

  /// Of an expert's three matrices together: what direct reads ask for.
  static final int RECORD_ALIGNMENT = DirectFiles.ALIGNMENT;

  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final Precision precision;
  private long end;

  private PackedLayout(Precision precision) {
    this.precision = precision;
  }

  static PackedLayout of(ModelConfig config, Precision precision) {
    var layout = new PackedLayout(precision);
    for (TensorSpec spec : config.tensors()) {
      layout.place(spec);
    }
    return layout;
  }

  private void place(TensorSpec spec) {
    boolean opensRecord = spec.kind() == Kind.EXPERT && spec.name().endsWith(".gate_proj.weight");
    boolean closesRecord = spec.kind() == Kind.EXPERT && spec.name().endsWith(".down_proj.weight");
    long offset = aligned(end, opensRecord ? RECORD_ALIGNMENT : ALIGNMENT);
    long bytes = spec.bytes(precision);
    slots.put(spec.name(), new Slot(spec, spec.stored(precision), offset, bytes));
    end = aligned(offset + bytes, closesRecord ? RECORD_ALIGNMENT : 1);
  }

  static long aligned(long offset, int alignment) {
    return Math.ceilDiv(offset, alignment) * alignment;
  }

  Precision precision() {
    return precision;
  }

  /// Bytes of all tensors, with what is between them.
  long length() {
    return end;
  }

  /// In the order of the file.
  List<Slot> slots() {
    return new ArrayList<>(slots.values());
  }

  boolean has(String name) {
    return slots.containsKey(name);
  }

  Slot slot(String name) {
    Slot slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("the model has no tensor " + name);
    }
    return slot;
  }

  /// The place of one tensor.
  ///
  /// @param offset from the beginning of the data
  record Slot(TensorSpec spec, Precision precision, long offset, long bytes) {
    private static final int CHUNK = 1 << 23;

    /// Rows of a matrix; the elements of anything else are one row.
    int rows() {
      return spec.isMatrix() ? spec.rows() : 1;
    }

    /// Rows that are worth writing at once: whole row blocks.
    int chunkRows() {
      if (!spec.isMatrix()) {
        return 1;
      }
      int block = precision.rowBlock();
      return (int) Math.max(1, CHUNK / precision.bytes(block, spec.columns())) * block;
    }

    /// Bytes of so many rows that begin at a row block; of anything else, all of it.
    long bytes(int rows) {
      return spec.isMatrix() ? precision.bytes(rows, spec.columns()) : bytes;
    }

    PackedHeader.Entry entry() {
      return new PackedHeader.Entry(spec.name(), precision, spec.shape(), offset, bytes);
    }
  }
}
