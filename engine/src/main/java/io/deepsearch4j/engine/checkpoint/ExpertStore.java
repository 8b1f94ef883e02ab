package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.ExpertSlot.State;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The experts of a model that is larger than memory: a bounded cache outside the heap, filled by
/// direct reads of whole records.
///
/// What was used longest ago makes room, except for what is in use and, as long as there is a
/// choice, for hot experts ([HotExperts], at most half of the cache). Reads run on threads of their
/// own; those that somebody waits for come before those that are only expected. Every lease
/// reserves its slots before it takes the first, so that leases cannot block each other half way.
///
/// Slots are allocated when they are first filled, because clearing many gigabytes at the start
/// would take as long as reading them.
public final class ExpertStore implements ExpertSource {
  private final String file;
  private final ExpertPlaces places;
  private final RecordReader reader;
  private final LongSupplier nanoClock;
  private final int most;
  private final Arena arena = Arena.ofShared();
  private final List<Thread> threads = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition asked = lock.newCondition();
  private final ExpertSlots slots;
  private int reserved;
  private boolean closed;
  private long bytesRead;
  private long waitNanos;

  /// @param weights must stay open as long as this is in use
  /// @param cacheBytes memory for experts; at least what one token needs
  /// @param ioThreads reads that run at one time
  /// @throws CheckpointException when the cache is too small or the file cannot be opened
  public ExpertStore(PackedWeights weights, long cacheBytes, int ioThreads) {
    this(weights, cacheBytes, ioThreads, open(weights), System::nanoTime);
  }

  ExpertStore(
      PackedWeights weights,
      long cacheBytes,
      int ioThreads,
      RecordReader reader,
      LongSupplier nanoClock) {
    if (ioThreads < 1) {
      throw new IllegalArgumentException("a store of experts needs a thread that reads");
    }
    file = weights.file().toString();
    places = ExpertPlaces.of(weights);
    this.reader = reader;
    this.nanoClock = nanoClock;
    most = (int) Math.min(cacheBytes / places.length(), places.keys());
    int chosen = weights.config().experts().chosen();
    if (most < chosen) {
      throw new CheckpointException(
          "a cache of %d bytes holds %d experts, but one token needs %d; give it at least %d bytes"
              .formatted(cacheBytes, most, chosen, chosen * places.length()));
    }
    slots = new ExpertSlots(places.keys(), most);
    for (int i = 0; i < ioThreads; i++) {
      threads.add(
          Thread.ofPlatform().daemon().name("expert-reader-" + i).start(this::readUntilClosed));
    }
  }

  private static RecordReader open(PackedWeights weights) {
    try {
      return new DirectReader(weights.file());
    } catch (IOException e) {
      throw FileTrouble.reading(weights.file(), e);
    }
  }

  @Override
  public int most() {
    return most;
  }

  @Override
  public Lease acquire(int layer, int[] experts) {
    if (experts.length > most) {
      throw new IllegalArgumentException(
          "%d experts at once do not fit into %d slots".formatted(experts.length, most));
    }
    var lease = new StoreLease(experts.length);
    lock.lock();
    try {
      requireOpen();
      while (reserved + experts.length > most) {
        await();
      }
      lease.reserve();
      for (int i = 0; i < experts.length; i++) {
        lease.held[i] = claim(places.key(layer, experts[i]));
      }
      for (ExpertSlot slot : lease.held) {
        awaitReady(slot);
      }
      return lease.complete();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("waiting for experts of layer " + layer + " was cancelled");
    } finally {
      lease.closeUnlessComplete();
      lock.unlock();
    }
  }

  @Override
  public void prefetch(int layer, int[] experts) {
    lock.lock();
    try {
      requireOpen();
      for (int expert : experts) {
        if (!slots.expect(places.key(layer, expert))) {
          return;
        }
        asked.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  public ExpertStatistics statistics() {
    lock.lock();
    try {
      return slots.statistics(bytesRead, waitNanos);
    } finally {
      lock.unlock();
    }
  }

  private ExpertSlot claim(int key) throws InterruptedException {
    ExpertSlot slot = slots.claim(key);
    while (slot == null) {
      await();
      slot = slots.claim(key);
    }
    asked.signal();
    return slot;
  }

  private void awaitReady(@Nullable ExpertSlot slot) throws InterruptedException {
    if (slot == null) {
      return;
    }
    while (slot.state == State.LOADING) {
      await();
    }
    Throwable failure = slot.failure;
    if (failure != null) {
      throw new CheckpointException(
          "%s: %s cannot be read (%s); check the disk, or give the experts less memory if it is short"
              .formatted(file, places.describe(slot.key), failure),
          failure);
    }
  }

  @SuppressWarnings("WaitNotInLoop") // every caller looks again at what it waits for
  private void await() throws InterruptedException {
    long began = nanoClock.getAsLong();
    changed.await();
    waitNanos += nanoClock.getAsLong() - began;
    requireOpen();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store of experts is closed");
    }
  }

  private void readUntilClosed() {
    for (ExpertSlot slot = nextToRead(); slot != null; slot = nextToRead()) {
      try {
        reader.read(places.offset(slot.key), memory(slot));
        ready(slot);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        failed(slot, e); // and who waits for it gets to know
      }
    }
  }

  /// The next slot to be filled; null when the store is closed.
  private @Nullable ExpertSlot nextToRead() {
    lock.lock();
    try {
      while (!closed) {
        ExpertSlot slot = slots.nextToRead();
        if (slot != null) {
          return slot;
        }
        asked.awaitUninterruptibly();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private MemorySegment memory(ExpertSlot slot) {
    MemorySegment memory = slot.memory;
    if (memory == null) {
      memory = arena.allocate(places.length(), PackedLayout.RECORD_ALIGNMENT);
      slot.memory = memory;
      slot.expert = places.cut(memory);
    }
    return memory;
  }

  private void ready(ExpertSlot slot) {
    lock.lock();
    try {
      slot.state = State.READY;
      bytesRead += places.length();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void failed(ExpertSlot slot, Throwable failure) {
    lock.lock();
    try {
      slots.failed(slot, failure);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// @throws IllegalStateException while experts are borrowed
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (reserved > 0) {
        throw new IllegalStateException("experts are still in use");
      }
      closed = true;
      asked.signalAll();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    joinAll();
    arena.close();
    try {
      reader.close();
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be closed; check the disk", e);
    }
  }

  /// Readers write into memory that is about to be given back, so even an interrupt has to wait.
  private void joinAll() {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// What one caller has borrowed.
  private final class StoreLease implements Lease {
    private final @Nullable ExpertSlot[] held;
    private boolean isReserved;
    private boolean isComplete;

    StoreLease(int count) {
      held = new ExpertSlot[count];
    }

    void reserve() {
      reserved += held.length;
      isReserved = true;
    }

    Lease complete() {
      isComplete = true;
      return this;
    }

    void closeUnlessComplete() {
      if (!isComplete) {
        close();
      }
    }

    @Override
    public Expert expert(int index) {
      ExpertSlot slot = held[index];
      if (slot == null || slot.expert == null) {
        throw new IllegalStateException("the experts were given back");
      }
      return slot.expert;
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!isReserved) {
          return;
        }
        isReserved = false;
        reserved -= held.length;
        for (ExpertSlot slot : held) {
          if (slot != null) {
            slots.release(slot);
          }
        }
        Arrays.fill(held, null);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
