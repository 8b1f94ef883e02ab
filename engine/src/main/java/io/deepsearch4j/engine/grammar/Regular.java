package io.deepsearch4j.engine.grammar;

/// A piece of text that needs no stack to be recognised: a finite automaton over bytes, whose
/// positions are numbered from 0. Immutable.
interface Regular {
  int DEAD = -1;

  /// Where a byte (0 to 255) leads, or [#DEAD].
  int step(int at, int value);

  /// Whether the piece may end here.
  boolean accepts(int at);

  /// Whether the piece may go on from here.
  boolean goesOn(int at);

  /// The fewest bytes from here to a place where it may end.
  int distance(int at);

  /// The first byte of a shortest way to the end; only where the distance is above 0.
  default int nearest(int at) {
    for (int value = 0; value < 256; value++) {
      int next = step(at, value);
      if (next != DEAD && distance(next) == distance(at) - 1) {
        return value;
      }
    }
    throw new IllegalStateException("no way leads from " + at + " to the end");
  }
}
