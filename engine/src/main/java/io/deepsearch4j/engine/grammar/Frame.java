package io.deepsearch4j.engine.grammar;

import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Where one reading of a text stands inside a node, and, below it, what must follow. Immutable;
/// frames share what is below them.
final class Frame {
  private final Node node;
  private final int at; // position in a regular piece or a character, or the part of a sequence
  private final int count; // characters or repetitions so far
  private final int level; // containers around it
  private final @Nullable Frame below;
  private final int hash;

  private Frame(Node node, int at, int count, int level, @Nullable Frame below) {
    this.node = node;
    this.at = at;
    this.count = count;
    this.level = level;
    this.below = below;
    int own = ((node.id() * 31 + at) * 31 + count) * 31 + level;
    this.hash = below == null ? own : own * 0x9E3779B1 + Integer.rotateLeft(below.hash, 7);
  }

  static Frame last(Node end) {
    return new Frame(end, 0, 0, 0, null);
  }

  /// A node on top of this frame.
  Frame push(Node top, int itsLevel) {
    return new Frame(top, 0, 0, itsLevel, this);
  }

  /// A node in place of this one.
  Frame replaced(Node other, int itsLevel) {
    return new Frame(other, 0, 0, itsLevel, below);
  }

  /// The same node elsewhere.
  Frame at(int position, int newCount) {
    return new Frame(node, position, newCount, level, below);
  }

  Node node() {
    return node;
  }

  int at() {
    return at;
  }

  int count() {
    return count;
  }

  int level() {
    return level;
  }

  /// What follows; asked of all but the last one.
  Frame below() {
    return Objects.requireNonNull(below, "nothing follows the end");
  }

  boolean isLast() {
    return below == null;
  }

  /// How often something has happened, no longer counted where more makes no difference.
  static int counted(int count, int least, int most) {
    return most == Node.UNBOUNDED ? Math.min(count + 1, least) : count + 1;
  }

  /// Adds where a symbol leads from here. Only frames that wait for a symbol are asked.
  void step(int symbol, Queue<Frame> next) {
    switch (node) {
      case Node.Piece(var _, var regular) -> {
        int to = symbol < Grammar.BYTES ? regular.step(at, symbol) : Regular.DEAD;
        if (to != Regular.DEAD) {
          next.add(at(to, 0));
        }
      }
      case Node.Characters(var _, var least, var most) -> {
        int to = symbol < Grammar.BYTES ? JsonText.CHARACTER.step(at, symbol) : Regular.DEAD;
        if (to == JsonText.CHARACTER_END) {
          next.add(at(0, counted(count, least, most)));
        } else if (to != Regular.DEAD) {
          next.add(at(to, count));
        }
      }
      case Node.Special(var _, var special) -> {
        if (symbol == special) {
          next.add(below());
        }
      }
      case Node.End _ -> {}
      case Node.Sequence _, Node.Choice _, Node.Repeat _, Node.Nest _, Node.Link _ ->
          throw new IllegalStateException("a frame must be unfolded before it takes a step");
    }
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Frame that)) {
      return false;
    }
    Frame mine = this;
    Frame theirs = that;
    // Frames of one automaton share their tails, so this loop is short.
    while (!mine.isSameObject(theirs)) {
      if (!mine.alike(theirs)) {
        return false;
      }
      if (mine.below == null || theirs.below == null) {
        return mine.below == null && theirs.below == null;
      }
      mine = mine.below;
      theirs = theirs.below;
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // a short cut, not the definition
  private boolean isSameObject(Frame other) {
    return this == other;
  }

  private boolean alike(Frame other) {
    return hash == other.hash
        && node.id() == other.node.id()
        && at == other.at
        && count == other.count
        && level == other.level;
  }
}
