package io.deepsearch4j.engine.bench;

import io.deepsearch4j.engine.tensor.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What the machine can do at most: memory read in four streams by each thread, and fused
/// multiply-adds that need no memory.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Ceilings {
  static final long READ_BYTES = 64L << 20;
  static final int STEPS = 200_000;
  static final int CHAINS = 12;

  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final long ALL_BYTES = 1L << 30;

  private final int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
  private final float[] sinks = new float[16 * threads];
  private Workers workers = Workers.start(1);
  private MemorySegment memory = MemorySegment.NULL;
  private long next;

  /// Floating-point operations of one call of [#multiplyAdds].
  static double operations(int threads) {
    return 2.0 * STEPS * CHAINS * F.length() * threads;
  }

  @Setup
  public void begin() {
    workers = Workers.start(threads);
    memory = Arena.ofAuto().allocate(ALL_BYTES, 64);
    memory.fill((byte) 0);
  }

  @TearDown
  public void end() {
    workers.close();
  }

  @Benchmark
  public float read() {
    long first = next;
    next = (next + READ_BYTES) % ALL_BYTES;
    long share = READ_BYTES / threads;
    workers.split(
        threads,
        1,
        (worker, _, _) ->
            sinks[16 * worker] = sum(memory.asSlice(first + worker * share, share), share / 4));
    return sinks[0];
  }

  @Benchmark
  public float multiplyAdds() {
    workers.split(threads, 1, (worker, _, _) -> sinks[16 * worker] = chains());
    return sinks[0];
  }

  private static float sum(MemorySegment from, long quarter) {
    FloatVector a = FloatVector.zero(F);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (long i = 0; i < quarter; i += F.vectorByteSize()) {
      a = a.add(load(from, i));
      b = b.add(load(from, i + quarter));
      c = c.add(load(from, i + 2 * quarter));
      d = d.add(load(from, i + 3 * quarter));
    }
    return a.add(b).add(c.add(d)).lane(0);
  }

  private static FloatVector load(MemorySegment from, long at) {
    return FloatVector.fromMemorySegment(F, from, at, ByteOrder.LITTLE_ENDIAN);
  }

  private static float chains() {
    FloatVector x = FloatVector.broadcast(F, 0.999f);
    FloatVector y = FloatVector.broadcast(F, 0.001f);
    FloatVector a = x;
    FloatVector b = x;
    FloatVector c = x;
    FloatVector d = x;
    FloatVector e = x;
    FloatVector f = x;
    FloatVector g = y;
    FloatVector h = y;
    FloatVector i = y;
    FloatVector j = y;
    FloatVector k = y;
    FloatVector l = y;
    for (int step = 0; step < STEPS; step++) {
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
      k = k.fma(x, y);
      l = l.fma(x, y);
    }
    FloatVector total = a.add(b).add(c).add(d).add(e).add(f);
    return total.add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
  }
}
