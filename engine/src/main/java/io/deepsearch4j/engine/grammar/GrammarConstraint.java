package io.deepsearch4j.engine.grammar;

import java.util.BitSet;

/// A reply that obeys a grammar, as far as it has been written.
final class GrammarConstraint implements Constraint {
  private final TokenGrammar grammar;
  private Reading reading;
  private boolean ended;

  GrammarConstraint(TokenGrammar grammar, Reading reading) {
    this.grammar = grammar;
    this.reading = reading;
  }

  @Override
  public void allowed(BitSet tokens) {
    if (ended) {
      tokens.clear();
      tokens.or(grammar.ends());
      return;
    }
    grammar.allowed(reading, tokens);
  }

  @Override
  public void accept(int token) {
    if (token >= 0 && grammar.ends().get(token) && mayEnd()) {
      ended = true;
      return;
    }
    Reading next = ended ? Reading.DEAD : grammar.after(reading, token);
    if (next.isDead()) {
      throw new IllegalArgumentException("token " + token + " is not allowed here");
    }
    reading = next;
  }

  @Override
  public boolean mayEnd() {
    return ended || reading.ends();
  }

  @Override
  public Constraint copy() {
    var copy = new GrammarConstraint(grammar, reading);
    copy.ended = ended;
    return copy;
  }

  @Override
  public int[] forced() {
    return ended ? new int[0] : grammar.forced(reading);
  }

  @Override
  public int[] closing() {
    return mayEnd() ? new int[0] : grammar.closing(reading);
  }
}
