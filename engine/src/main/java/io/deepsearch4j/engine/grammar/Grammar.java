package io.deepsearch4j.engine.grammar;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;

/// All texts that a reply may be, bytes and special tokens being its symbols. Immutable, safe to
/// share; [TokenMasks#bind] joins it to a tokenizer.
///
/// It is read as a pushdown automaton: a [Frame] is where a reading stands and what it must do
/// after that; where the text can be read in several ways, there are several frames.
public final class Grammar {
  /// The symbols from here on are special tokens.
  static final int BYTES = 256;

  /// A text that can be read in more ways than this is narrowed to these.
  private static final int MOST_READINGS = 512;

  private final Frame start;
  private final Map<Integer, Node> targets;
  private final List<Integer> specials;
  private final Measures measures;
  private final List<String> ignored;

  Grammar(
      Node root,
      Node end,
      Map<Integer, Node> targets,
      List<Integer> specials,
      Measures measures,
      Collection<String> ignored) {
    if (!measures.fits(root, 0)) {
      throw new GrammarException(
          "the schema allows no value of at most "
              + Measures.LONGEST
              + " bytes and "
              + Measures.DEEPEST
              + " levels; look for a property that requires itself, or for lower limits that are too"
              + " high");
    }
    this.start = Frame.last(end).push(root, 0);
    this.targets = Map.copyOf(targets);
    this.specials = List.copyOf(specials);
    this.measures = measures;
    this.ignored = List.copyOf(ignored);
  }

  /// The keywords of the schema that this grammar does not enforce; whoever reads the reply must.
  public List<String> ignored() {
    return ignored;
  }

  /// Special tokens in it; the first is symbol [#BYTES].
  List<Integer> specials() {
    return specials;
  }

  Measures measures() {
    return measures;
  }

  Node target(Node.Link link) {
    return Objects.requireNonNull(targets.get(link.id()), "an unbound link");
  }

  List<Frame> start() {
    var open = new ArrayDeque<Frame>();
    open.add(start);
    return readings(open);
  }

  /// Where the readings stand after a symbol; empty if it fits none of them.
  List<Frame> after(List<Frame> frames, int symbol) {
    var open = new ArrayDeque<Frame>();
    for (Frame frame : frames) {
      frame.step(symbol, open);
    }
    return open.isEmpty() ? List.of() : readings(open);
  }

  /// Unfolds frames until each waits for a symbol or is at the end.
  private List<Frame> readings(Queue<Frame> open) {
    Set<Frame> seen = new HashSet<>();
    var waiting = new LinkedHashSet<Frame>();
    while (!open.isEmpty() && waiting.size() < MOST_READINGS) {
      Frame frame = open.remove();
      if (seen.add(frame)) {
        unfold(frame, open, waiting);
      }
    }
    return List.copyOf(waiting);
  }

  private void unfold(Frame frame, Queue<Frame> open, Set<Frame> waiting) {
    switch (frame.node()) {
      case Node.Piece(var _, var regular) -> {
        if (regular.goesOn(frame.at())) {
          waiting.add(frame);
        }
        if (regular.accepts(frame.at())) {
          open.add(frame.below());
        }
      }
      case Node.Characters(var _, var least, var most) -> {
        if (frame.at() != 0 || frame.count() < most) {
          waiting.add(frame);
        }
        if (frame.at() == 0 && frame.count() >= least) {
          open.add(frame.below());
        }
      }
      case Node.Special _, Node.End _ -> waiting.add(frame);
      case Node.Sequence(var _, var parts) -> {
        if (parts.isEmpty()) {
          open.add(frame.below());
        } else if (frame.at() == parts.size() - 1) {
          open.add(frame.replaced(parts.getLast(), frame.level()));
        } else {
          open.add(frame.at(frame.at() + 1, 0).push(parts.get(frame.at()), frame.level()));
        }
      }
      case Node.Choice(var _, var alternatives) -> {
        for (Node alternative : alternatives) {
          if (measures.fits(alternative, frame.level())) {
            open.add(frame.replaced(alternative, frame.level()));
          }
        }
      }
      case Node.Repeat repeat -> {
        if (frame.count() < repeat.most() && measures.fits(repeat.body(), frame.level())) {
          int count = Frame.counted(frame.count(), repeat.least(), repeat.most());
          open.add(frame.at(0, count).push(repeat.body(), frame.level()));
        }
        if (frame.count() >= repeat.least()) {
          open.add(frame.below());
        }
      }
      case Node.Nest(var _, var body) -> open.add(frame.replaced(body, frame.level() + 1));
      case Node.Link link -> open.add(frame.replaced(target(link), frame.level()));
    }
  }
}
