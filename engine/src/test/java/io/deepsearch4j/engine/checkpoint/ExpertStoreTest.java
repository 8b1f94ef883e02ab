package io.deepsearch4j.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.engine.checkpoint.ExpertSource.Lease;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The model has ten experts in each of layers 1 and 2 and in its MTP layer 3; a token needs two.
class ExpertStoreTest {
  @TempDir Path folder;
  private PackedWeights weights;
  private ResidentExperts resident;
  private long record;

  @BeforeEach
  void writeAModel() {
    RandomWeights.write(
        Reference.bytes(Reference.folder("v2-tiny").resolve("config.json")),
        folder,
        Precision.Q4,
        1,
        Progress.NONE);
    weights = PackedWeights.open(folder.resolve("model.ds4j"));
    resident = new ResidentExperts(weights);
    record = weights.expertRecord(1, 0).length();
  }

  @AfterEach
  void closeTheModel() {
    weights.close();
  }

  @Test
  void lendsTheSameMatricesAsTheFile() {
    try (var store = new ExpertStore(weights, 5 * record, 2)) {
      for (int layer = 1; layer <= 3; layer++) {
        for (int expert = 0; expert < 10; expert += 2) {
          int[] experts = {expert, expert + 1};

          try (Lease lent = store.acquire(layer, experts);
              Lease wanted = resident.acquire(layer, experts)) {
            assertSame(lent, wanted, 2);
          }
        }
      }
      assertThat(store.statistics().misses()).isEqualTo(30);
      assertThat(store.statistics().bytesRead()).isEqualTo(30 * record);
    }
  }

  @Test
  void keepsWhatWasUsedLast() {
    try (var store = new ExpertStore(weights, 4 * record, 1)) {
      use(store, 1, 0, 1);
      use(store, 1, 2, 3);
      use(store, 1, 0, 1);

      use(store, 2, 5, 6); // drives out 2 and 3
      use(store, 1, 0, 1);

      assertThat(store.statistics().hits()).isEqualTo(4);
      assertThat(store.statistics().misses()).isEqualTo(6);
    }
  }

  @Test
  void neverEvictsWhatIsInUse() {
    try (var store = new ExpertStore(weights, 4 * record, 2);
        Lease held = store.acquire(1, new int[] {0, 1})) {
      for (int expert = 0; expert < 10; expert += 2) {
        use(store, 2, expert, expert + 1);
      }

      assertSame(held, resident.acquire(1, new int[] {0, 1}), 2);
    }
  }

  @Test
  void keepsHotExpertsThroughALongScan() {
    try (var store = new ExpertStore(weights, 4 * record, 1)) {
      for (int round = 0; round < 400; round++) {
        use(store, 1, 4, 7);
      }
      long before = store.statistics().misses();

      for (int expert = 0; expert < 10; expert += 2) {
        use(store, 2, expert, expert + 1);
      }
      use(store, 1, 4, 7);

      assertThat(store.statistics().misses() - before).isEqualTo(10);
    }
  }

  @Test
  void countsUsefulAndWastedPrefetches() {
    var gate = new GatedReader();
    try (var store = new ExpertStore(weights, 4 * record, 1, gate, () -> 0)) {
      store.prefetch(1, new int[] {3});
      gate.letPass(1);
      gate.awaitReads(1);
      use(gate, store, 1, 3, 4);
      use(gate, store, 2, 1, 2);

      store.prefetch(3, new int[] {9}); // takes the place of expert 3 of layer 1
      gate.letPass(1);
      gate.awaitReads(5);
      use(gate, store, 1, 5, 6);
      use(gate, store, 1, 7, 8);

      assertThat(store.statistics().prefetchUseful()).isEqualTo(1);
      assertThat(store.statistics().prefetchWasted()).isEqualTo(1);
    }
  }

  @Test
  void readsWhatIsWaitedForBeforeWhatIsExpected() throws Exception {
    var gate = new GatedReader();
    try (var store = new ExpertStore(weights, 10 * record, 1, gate, () -> 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      store.prefetch(1, new int[] {0});
      gate.awaitBegun(1);
      store.prefetch(1, new int[] {1, 2});
      var waiting =
          threads.submit(
              () -> {
                try (Lease lease = store.acquire(2, new int[] {7, 8})) {
                  return lease.expert(0).gate().rows();
                }
              });
      while (store.statistics().misses() < 2) {
        Thread.onSpinWait();
      }

      gate.letPass(5);
      waiting.get();
      gate.awaitReads(5);

      assertThat(gate.offsets())
          .containsExactly(offset(1, 0), offset(2, 7), offset(2, 8), offset(1, 1), offset(1, 2));
    }
  }

  @Test
  void saysWhichExpertCannotBeReadAndTriesAgain() {
    var gate = new GatedReader();
    gate.letPass(100);
    gate.isBroken = true;
    try (var store = new ExpertStore(weights, 4 * record, 2, gate, () -> 0)) {
      assertThatThrownBy(() -> store.acquire(2, new int[] {3}))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("expert 3 of layer 2 cannot be read")
          .hasMessageContaining("Input/output error");

      gate.isBroken = false;

      use(store, 2, 3, 4);
      use(store, 1, 3, 4);
    }
  }

  @Test
  void passesAnInterruptOnAsCancellation() throws Exception {
    var gate = new GatedReader();
    try (var store = new ExpertStore(weights, 2 * record, 1, gate, () -> 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var thread = new AtomicReference<Thread>();
      var waiting =
          threads.submit(
              () -> {
                thread.set(Thread.currentThread());
                return store.acquire(1, new int[] {0, 1});
              });
      gate.awaitBegun(1);

      thread.get().interrupt();

      assertThatThrownBy(waiting::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CancellationException.class);
      gate.letPass(10);
      use(store, 2, 0, 1);
    }
  }

  @Test
  void refusesACacheThatCannotHoldOneToken() {
    assertThatThrownBy(() -> new ExpertStore(weights, 2 * record - 1, 1))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("give it at least " + 2 * record + " bytes");
  }

  @Test
  void staysRightUnderManyThreads() throws Exception {
    try (var store = new ExpertStore(weights, 7 * record, 3);
        var threads = Executors.newFixedThreadPool(6)) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < 6; i++) {
        var random = new Random(i);
        all.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < 300; round++) {
                    int layer = 1 + random.nextInt(3);
                    int[] experts =
                        random.ints(0, 10).distinct().limit(1 + random.nextInt(7)).toArray();
                    store.prefetch(1 + random.nextInt(3), new int[] {random.nextInt(10)});
                    try (Lease lent = store.acquire(layer, experts);
                        Lease wanted = resident.acquire(layer, experts)) {
                      assertSame(lent, wanted, experts.length);
                    }
                  }
                }));
      }
      for (var one : all) {
        one.get();
      }
    }
  }

  private long offset(int layer, int expert) {
    return weights.expertRecord(layer, expert).offset();
  }

  private static void use(ExpertStore store, int layer, int first, int second) {
    store.acquire(layer, new int[] {first, second}).close();
  }

  private static void use(GatedReader gate, ExpertStore store, int layer, int first, int second) {
    gate.letPass(2);
    use(store, layer, first, second);
    gate.drain();
  }

  private static void assertSame(Lease lent, Lease wanted, int count) {
    for (int i = 0; i < count; i++) {
      assertSame(lent.expert(i).gate(), wanted.expert(i).gate());
      assertSame(lent.expert(i).up(), wanted.expert(i).up());
      assertSame(lent.expert(i).down(), wanted.expert(i).down());
    }
  }

  private static void assertSame(Tensor lent, Tensor wanted) {
    assertThat(lent.precision()).isEqualTo(wanted.precision());
    assertThat(lent.rows()).isEqualTo(wanted.rows());
    assertThat(lent.columns()).isEqualTo(wanted.columns());
    assertThat(lent.data().mismatch(wanted.data())).isEqualTo(-1);
  }

  /// Reads when it is told to, and then nothing but zeros.
  private static final class GatedReader implements RecordReader {
    private final Semaphore passes = new Semaphore(0);
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore done = new Semaphore(0);
    private final List<Long> offsets = new ArrayList<>();
    volatile boolean isBroken;

    void letPass(int reads) {
      passes.release(reads);
    }

    void awaitBegun(int reads) {
      begun.acquireUninterruptibly(reads);
    }

    void awaitReads(int reads) {
      done.acquireUninterruptibly(reads);
      done.release(reads);
    }

    void drain() {
      passes.drainPermits();
    }

    synchronized List<Long> offsets() {
      return List.copyOf(offsets);
    }

    @Override
    public void read(long offset, MemorySegment to) throws IOException {
      begun.release();
      passes.acquireUninterruptibly();
      if (isBroken) {
        throw new IOException("Input/output error");
      }
      synchronized (this) {
        offsets.add(offset);
      }
      to.fill((byte) 0);
      done.release();
    }

    @Override
    public void close() {}
  }
}
