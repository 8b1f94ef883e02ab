package io.deepsearch4j.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.DoubleAdder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// What the machine can do at best, measured: how fast memory is read and how fast numbers are
/// multiplied. Speeds are shares of these.
public final class VectorCeilings implements AutoCloseable {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /// More than any cache holds.
  private static final long BYTES = 512L << 20;

  private static final int STREAMS = 4;
  private static final int ROUNDS = 400_000;

  private final Workers workers;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory = arena.allocate(BYTES, 64);
  private final DoubleAdder sink = new DoubleAdder();

  public VectorCeilings(Workers workers) {
    this.workers = workers;
    memory.fill((byte) 1);
  }

  /// Bytes read per second, by all threads together, four streams each; the best of some rounds.
  public double bytesPerSecond() {
    double best = 0;
    for (int round = 0; round < 3; round++) {
      long begin = System.nanoTime();
      int shares = workers.threads();
      workers.split(
          shares,
          1,
          (_, from, to) -> {
            for (int share = from; share < to; share++) {
              long each = BYTES / shares & -4096;
              sink.add(read(share * each, each / STREAMS));
            }
          });
      best = Math.max(best, BYTES * 1e9 / (System.nanoTime() - begin));
    }
    return best;
  }

  private int read(long at, long stream) {
    IntVector a = IntVector.zero(INTS);
    IntVector b = a;
    IntVector c = a;
    IntVector d = a;
    int step = INTS.vectorByteSize();
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    for (long i = at; i + step <= at + stream; i += step) {
      a = a.add(IntVector.fromMemorySegment(INTS, memory, i, order));
      b = b.add(IntVector.fromMemorySegment(INTS, memory, i + stream, order));
      c = c.add(IntVector.fromMemorySegment(INTS, memory, i + 2 * stream, order));
      d = d.add(IntVector.fromMemorySegment(INTS, memory, i + 3 * stream, order));
    }
    return a.add(b).add(c.add(d)).lane(0);
  }

  /// Floating-point operations per second of fused multiply-adds, by all threads together; the best
  /// of some rounds.
  public double flopsPerSecond() {
    double best = 0;
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      int shares = workers.threads();
      workers.split(
          shares,
          1,
          (_, from, to) -> {
            for (int share = from; share < to; share++) {
              sink.add(multiply());
            }
          });
      double flops = 2.0 * FLOATS.length() * 12 * ROUNDS * shares;
      best = Math.max(best, flops * 1e9 / (System.nanoTime() - begin));
    }
    return best;
  }

  private static float multiply() {
    FloatVector x = FloatVector.broadcast(FLOATS, 0.5f);
    FloatVector y = FloatVector.broadcast(FLOATS, 0.25f);
    FloatVector a = x;
    FloatVector b = x;
    FloatVector c = x;
    FloatVector d = x;
    FloatVector e = x;
    FloatVector f = x;
    FloatVector g = x;
    FloatVector h = x;
    FloatVector i = x;
    FloatVector j = x;
    FloatVector k = x;
    FloatVector l = x;
    for (int round = 0; round < ROUNDS; round++) {
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
    FloatVector all =
        a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h))).add(i.add(j)).add(k.add(l));
    return all.reduceLanes(jdk.incubator.vector.VectorOperators.ADD);
  }

  @Override
  public void close() {
    arena.close();
  }
}
