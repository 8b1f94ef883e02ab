package io.deepsearch4j.engine.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How fast the disk gives experts when they are read one here, one there: the ceiling of
/// [ExpertStore].
public final class DiskCeiling {
  private DiskCeiling() {}

  /// Bytes per second of direct reads of random experts.
  ///
  /// @param readers threads that read
  /// @param records to read in all
  /// @throws CheckpointException when the file cannot be read
  public static double bytesPerSecond(PackedWeights weights, int readers, int records, long seed) {
    ExpertPlaces places = ExpertPlaces.of(weights);
    long[] offsets =
        new SplittableRandom(seed)
            .ints(0, places.keys())
            .mapToLong(places::offset)
            .filter(offset -> offset >= 0)
            .limit(records)
            .toArray();
    try (DirectReader reader = new DirectReader(weights.file());
        Arena arena = Arena.ofShared();
        ExecutorService threads = Executors.newFixedThreadPool(readers)) {
      List<MemorySegment> targets = new ArrayList<>();
      for (int i = 0; i < readers; i++) {
        // Touched now, so that the first use of memory is not measured.
        targets.add(arena.allocate(places.length(), PackedLayout.RECORD_ALIGNMENT).fill((byte) 1));
      }
      long begin = System.nanoTime();
      List<Future<?>> parts = new ArrayList<>();
      for (int i = 0; i < readers; i++) {
        int first = i;
        parts.add(
            threads.submit(
                () -> {
                  for (int r = first; r < records; r += readers) {
                    reader.read(offsets[r], targets.get(first));
                  }
                  return first;
                }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
      return records * (double) places.length() * 1e9 / (System.nanoTime() - begin);
    } catch (IOException | ExecutionException e) {
      throw new CheckpointException(
          weights.file() + " cannot be read (" + e.getMessage() + "); check the disk", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("measuring the disk was cancelled");
    }
  }
}
