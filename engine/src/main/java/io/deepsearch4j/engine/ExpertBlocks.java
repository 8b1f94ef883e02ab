package io.deepsearch4j.engine;

/// Where the weights of a layer's experts come from: memory, or a disk.
interface ExpertBlocks {

  /// How many experts can be held at once.
  int atOnce();

  /// The experts `ids[first .. first + count)`, in memory until the lease is closed.
  Lease acquire(int[] ids, int first, int count);

  /// Experts in memory.
  interface Lease extends AutoCloseable {
    /// The expert at this place of those asked for.
    GatedBlock get(int place);

    @Override
    void close();
  }
}
