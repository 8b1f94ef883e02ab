package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.ExpertSlot.State;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which expert is in which slot of an [ExpertStore], which one makes room, and which is to be read
/// next. Guarded by the store's lock.
final class ExpertSlots {
  private final int most;
  private final HotExperts hot;
  private final Map<Integer, ExpertSlot> byKey = new LinkedHashMap<>(64, 0.75f, true);
  private final ArrayDeque<ExpertSlot> idle = new ArrayDeque<>();
  private final ArrayDeque<ExpertSlot> urgent = new ArrayDeque<>();
  private final ArrayDeque<ExpertSlot> expected = new ArrayDeque<>();
  private int made;
  private long hits;
  private long misses;
  private long prefetchUseful;
  private long prefetchWasted;

  ExpertSlots(int keys, int most) {
    this.most = most;
    hot = new HotExperts(keys, most / 2);
  }

  /// The slot of an expert for one more user; null when no slot is free at the moment. What is not
  /// there yet is to be read before everything that is only expected.
  @Nullable ExpertSlot claim(int key) {
    ExpertSlot slot = byKey.get(key);
    if (slot != null) {
      count(slot);
    } else {
      slot = slotAtAnyPrice();
      if (slot == null) {
        return null;
      }
      misses++;
      assign(slot, key, urgent);
    }
    slot.users++;
    hot.used(key);
    return slot;
  }

  private void count(ExpertSlot slot) {
    if (slot.ahead) {
      slot.ahead = false;
      prefetchUseful++;
    }
    if (slot.state == State.READY) {
      hits++;
      return;
    }
    misses++;
    if (expected.remove(slot)) {
      urgent.add(slot);
    }
  }

  /// Lets an expert be read ahead when that costs nobody anything; answers whether there was room.
  boolean expect(int key) {
    if (byKey.containsKey(key)) {
      return true;
    }
    // Too many at once would only push each other out.
    ExpertSlot slot = expected.size() < Math.max(1, most / 4) ? unusedSlot() : null;
    if (slot == null) {
      return false;
    }
    assign(slot, key, expected);
    slot.ahead = true;
    return true;
  }

  private void assign(ExpertSlot slot, int key, ArrayDeque<ExpertSlot> queue) {
    slot.assign(key);
    byKey.put(key, slot);
    queue.add(slot);
  }

  /// The next slot to be filled; null when all are.
  @Nullable ExpertSlot nextToRead() {
    return urgent.isEmpty() ? expected.poll() : urgent.poll();
  }

  void release(ExpertSlot slot) {
    slot.users--;
    recycle(slot);
  }

  void failed(ExpertSlot slot, Throwable failure) {
    slot.state = State.FAILED;
    slot.failure = failure;
    byKey.remove(slot.key);
    recycle(slot);
  }

  private void recycle(ExpertSlot slot) {
    if (slot.users == 0 && slot.state == State.FAILED) {
      idle.add(slot);
    }
  }

  ExpertStatistics statistics(long bytesRead, long waitNanos) {
    return new ExpertStatistics(hits, misses, bytesRead, prefetchUseful, prefetchWasted, waitNanos);
  }

  /// A slot that nobody will miss much; null when there is none.
  private @Nullable ExpertSlot unusedSlot() {
    ExpertSlot slot = idle.poll();
    if (slot != null) {
      return slot;
    }
    if (made < most) {
      made++;
      return new ExpertSlot();
    }
    return evictOldest(false);
  }

  /// The same, but rather than none it takes one that is only expected to be needed, or a hot one.
  private @Nullable ExpertSlot slotAtAnyPrice() {
    ExpertSlot slot = unusedSlot();
    if (slot != null) {
      return slot;
    }
    slot = expected.pollLast();
    return slot != null ? evicted(slot) : evictOldest(true);
  }

  private @Nullable ExpertSlot evictOldest(boolean evenHot) {
    for (ExpertSlot oldest : byKey.values()) {
      if (oldest.isEvictable() && (evenHot || !hot.isHot(oldest.key))) {
        return evicted(oldest);
      }
    }
    return null;
  }

  private ExpertSlot evicted(ExpertSlot slot) {
    byKey.remove(slot.key);
    prefetchWasted += slot.ahead ? 1 : 0;
    return slot;
  }
}
