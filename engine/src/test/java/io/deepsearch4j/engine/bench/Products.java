package io.deepsearch4j.engine.bench;

import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.Packing;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.Tensor;
import io.deepsearch4j.engine.tensor.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
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

/// One product of a matrix and some tokens; matrices of 1 GiB in all take turns, so that none is
/// still in a cache.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Products {
  static final int ROWS = 8192;
  static final int COLUMNS = 2048;
  private static final long ALL_BYTES = 1L << 30;

  @Param({"F32", "BF16", "Q8", "Q4"})
  public Precision precision = Precision.F32;

  @Param({"1", "8", "48", "512"})
  public int tokens = 1;

  private final Kernels kernels = Kernels.best();
  private final Activations x = new Activations(COLUMNS);
  private Workers workers = Workers.start(1);
  private Tensor[] matrices = new Tensor[0];
  private float[] out = new float[0];
  private int next;

  /// Rows of one call: fewer for many tokens, so that a call is short against the turns of other
  /// processes.
  static int rows(int tokens) {
    return tokens >= 512 ? 512 : tokens >= 48 ? 2048 : ROWS;
  }

  @Setup
  public void begin() {
    workers = Workers.start(Math.min(2, Runtime.getRuntime().availableProcessors()));
    long bytes = precision.bytes(ROWS, COLUMNS);
    matrices = new Tensor[(int) Math.ceilDiv(ALL_BYTES, bytes)];
    MemorySegment first = matrix(bytes);
    for (int i = 0; i < matrices.length; i++) {
      MemorySegment data = Arena.ofAuto().allocate(bytes, 64);
      data.copyFrom(first);
      matrices[i] = new Tensor(precision, ROWS, COLUMNS, data);
    }
    var random = new SplittableRandom(2);
    float[] inputs = x.resize(tokens).values();
    for (int i = 0; i < tokens * COLUMNS; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    x.prepare(precision);
    out = new float[tokens * ROWS];
  }

  @TearDown
  public void end() {
    workers.close();
  }

  @Benchmark
  public float multiply() {
    Tensor weights = matrices[next++ % matrices.length];
    workers.split(
        rows(tokens), 64, (_, from, to) -> kernels.multiply(weights, from, to, x, out, 0, ROWS));
    return out[0];
  }

  private MemorySegment matrix(long bytes) {
    MemorySegment data = Arena.ofAuto().allocate(bytes, 64);
    int block = precision.rowBlock();
    float[] rows = new float[block * COLUMNS];
    var random = new SplittableRandom(1);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian() * 0.02f;
    }
    for (int row = 0; row < ROWS; row += block) {
      Packing.pack(precision, rows, COLUMNS, data, row / block * precision.bytes(block, COLUMNS));
    }
    return data;
  }
}
