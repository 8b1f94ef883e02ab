package io.deepsearch4j.engine.grammar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The readings of a grammar met so far: an automaton that is built as it is walked.
///
/// It forgets everything when there is too much of it; a reading from before is taken up again by
/// [#current]. Not safe to share between threads.
final class Readings {
  private static final int MOST = 8192;

  private final Grammar grammar;
  private final int symbols;
  private final Map<List<Frame>, Reading> known = new HashMap<>();
  private int generation = 1;

  Readings(Grammar grammar) {
    this.grammar = grammar;
    this.symbols = Grammar.BYTES + grammar.specials().size();
  }

  int symbols() {
    return symbols;
  }

  Reading start() {
    return of(grammar.start());
  }

  Reading of(List<Frame> frames) {
    if (frames.isEmpty()) {
      return Reading.DEAD;
    }
    if (known.size() >= MOST) {
      forget();
    }
    return known.computeIfAbsent(frames, _ -> new Reading(frames, generation));
  }

  void forget() {
    known.clear();
    generation++;
  }

  Reading current(Reading reading) {
    return reading.generation() == generation ? reading : of(reading.frames());
  }

  Reading after(Reading reading, int symbol) {
    @Nullable Reading found = reading.known(symbol);
    if (found != null) {
      return found;
    }
    Reading next = of(grammar.after(reading.frames(), symbol));
    // What is forgotten must not hold on to what is not, or it would never go away.
    if (reading.generation() == generation) {
      reading.know(symbol, next, symbols);
    }
    return next;
  }
}
