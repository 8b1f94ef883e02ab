package io.deepsearch4j.engine.checkpoint;

import io.deepsearch4j.engine.tensor.Tensor;

/// Where a forward pass gets its routed experts from, whether they are all in memory or not.
///
/// Safe to share between threads.
public interface ExpertSource extends AutoCloseable {

  /// How many experts can be borrowed at one time.
  int most();

  /// Borrows experts of a layer; returns when all of them are in memory.
  ///
  /// @param experts at most [#most]
  /// @throws CheckpointException when one cannot be read
  /// @throws java.util.concurrent.CancellationException when the thread is interrupted; it stays so
  Lease acquire(int layer, int[] experts);

  /// Says which experts will likely be asked for soon. Returns at once.
  void prefetch(int layer, int[] experts);

  /// Nothing may be borrowed any more.
  @Override
  void close();

  /// The three matrices of one routed expert.
  record Expert(Tensor gate, Tensor up, Tensor down) {}

  /// Experts that stay in memory until they are given back.
  interface Lease extends AutoCloseable {
    /// @param index in the array that was asked for
    Expert expert(int index);

    @Override
    void close();
  }
}
