package io.deepsearch4j.engine.grammar;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a grammar needs to remember of a text read so far, with what has been found out about
/// it: where symbols lead, and which tokens fit. Guarded by the [Readings] it belongs to.
final class Reading {
  /// Of a text that does not fit the grammar.
  static final Reading DEAD = new Reading(List.of(), 0);

  private final List<Frame> frames;
  private final boolean ends;
  private final int generation;
  private Reading @Nullable [] next; // [symbols]
  private @Nullable BitSet mask;

  Reading(List<Frame> frames, int generation) {
    this.frames = frames;
    this.ends = frames.stream().anyMatch(Frame::isLast);
    this.generation = generation;
  }

  List<Frame> frames() {
    return frames;
  }

  boolean isDead() {
    return frames.isEmpty();
  }

  boolean ends() {
    return ends;
  }

  int generation() {
    return generation;
  }

  @Nullable Reading known(int symbol) {
    return next == null ? null : next[symbol];
  }

  void know(int symbol, Reading reading, int symbols) {
    if (next == null) {
      next = new Reading[symbols];
    }
    next[symbol] = reading;
  }

  @Nullable BitSet mask() {
    return mask;
  }

  void mask(BitSet found) {
    mask = found;
  }
}
