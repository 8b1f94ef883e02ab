package io.deepsearch4j.engine;

import io.deepsearch4j.engine.grammar.Constraint;
import java.util.BitSet;

/// No constraint at all: every token may come next. Safe to share between threads.
enum Unconstrained implements Constraint {
  ANYTHING;

  /// Sets every bit that the set has room for.
  @Override
  public void allowed(BitSet tokens) {
    tokens.set(0, tokens.size());
  }

  @Override
  public void accept(int token) {}

  @Override
  public boolean mayEnd() {
    return true;
  }

  @Override
  public Constraint copy() {
    return this;
  }
}
