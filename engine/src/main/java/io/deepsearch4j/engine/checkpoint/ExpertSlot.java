package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.checkpoint.ExpertSource.Expert;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Room for one expert in the cache of an [ExpertStore], guarded by the store's lock.
final class ExpertSlot {
  enum State {
    LOADING,
    READY,
    FAILED
  }

  int key;
  State state = State.LOADING;

  /// Leases that hold it.
  int users;

  /// Whether it was read ahead and nobody has asked for it since.
  boolean ahead;

  /// Why it failed.
  @Nullable Throwable failure;

  /// Made by the thread that first reads into it, as is `expert`, its view as matrices.
  @Nullable MemorySegment memory;

  @Nullable Expert expert;

  void assign(int newKey) {
    key = newKey;
    state = State.LOADING;
    users = 0;
    ahead = false;
    failure = null;
  }

  boolean isEvictable() {
    return users == 0 && state == State.READY;
  }
}
