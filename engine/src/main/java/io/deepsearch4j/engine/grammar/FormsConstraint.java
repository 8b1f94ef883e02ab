package io.deepsearch4j.engine.grammar;

import java.util.BitSet;

/// A reply that has forms, as far as it has been written.
final class FormsConstraint implements Constraint {
  private final FormsGrammar grammar;
  private Stage stage;
  private FormReadings readings;

  /// Where a reply stands.
  enum Stage {
    THOUGHT,
    REPLY,
    ENDED
  }

  FormsConstraint(FormsGrammar grammar, Stage stage, FormReadings readings) {
    this.grammar = grammar;
    this.stage = stage;
    this.readings = readings;
  }

  @Override
  public void allowed(BitSet tokens) {
    tokens.clear();
    switch (stage) {
      case THOUGHT -> {
        grammar.inThought(readings, tokens);
        if (readings.mayEnd()) {
          tokens.set(grammar.say());
        }
      }
      case REPLY -> {
        grammar.inReply(readings, tokens);
        if (readings.mayEnd()) {
          tokens.or(grammar.ends());
        }
      }
      case ENDED -> tokens.or(grammar.ends());
    }
    if (tokens.isEmpty()) {
      throw new GrammarException(
          "the tokenizer has no token for what must follow; the vocabulary needs a token for each"
              + " byte");
    }
  }

  @Override
  public void accept(int token) {
    if (token == grammar.say() && stage == Stage.THOUGHT && readings.mayEnd()) {
      stage = Stage.REPLY;
      readings = grammar.startOfReply();
    } else if (token >= 0 && grammar.ends().get(token) && mayEnd()) {
      stage = Stage.ENDED;
    } else {
      readings = after(token);
    }
  }

  private FormReadings after(int token) {
    byte[] bytes = stage == Stage.ENDED ? new byte[0] : grammar.bytes(token);
    FormReadings at = readings;
    FormReadings next = readings.copy();
    for (byte value : bytes) {
      next.after(at, value & 0xFF);
      FormReadings spare = at == readings ? readings.copy() : at;
      at = next;
      next = spare;
    }
    if (bytes.length == 0 || at.isDead()) {
      throw new IllegalArgumentException("token " + token + " is not allowed here");
    }
    return at;
  }

  @Override
  public boolean mayEnd() {
    return switch (stage) {
      case THOUGHT -> false;
      case REPLY -> readings.mayEnd();
      case ENDED -> true;
    };
  }

  @Override
  public Constraint copy() {
    return new FormsConstraint(grammar, stage, readings.copy());
  }

  @Override
  public int[] closing() {
    return switch (stage) {
      case THOUGHT -> grammar.restWithReply(readings);
      case REPLY -> readings.mayEnd() ? new int[0] : grammar.rest(readings);
      case ENDED -> new int[0];
    };
  }
}
