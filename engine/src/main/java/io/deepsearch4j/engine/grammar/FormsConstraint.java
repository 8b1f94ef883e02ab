package io.deepsearch4j.engine.grammar;

import java.io.ByteArrayOutputStream;
import java.util.BitSet;

/// A reply that has forms, as far as it has been written.
final class FormsConstraint implements Constraint {
  private final FormsGrammar grammar;
  private final ByteArrayOutputStream thought = new ByteArrayOutputStream();
  private Stage stage;
  private FormWalk walk;
  private FormReadings readings;

  /// Where a reply stands.
  enum Stage {
    THOUGHT,
    REPLY,
    ENDED
  }

  FormsConstraint(FormsGrammar grammar, Stage stage, FormWalk walk) {
    this.grammar = grammar;
    this.stage = stage;
    this.walk = walk;
    this.readings = walk.start();
  }

  @Override
  public void allowed(BitSet tokens) {
    tokens.clear();
    switch (stage) {
      case THOUGHT -> {
        walk.allowed(readings, tokens);
        if (readings.mayEnd()) {
          tokens.set(grammar.say());
        }
      }
      case REPLY -> {
        walk.allowed(readings, tokens);
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
      walk = grammar.replyTo(thought.toByteArray());
      readings = walk.start();
    } else if (token >= 0 && grammar.ends().get(token) && mayEnd()) {
      stage = Stage.ENDED;
    } else {
      readings = after(token);
      if (stage == Stage.THOUGHT) {
        thought.writeBytes(grammar.bytes(token));
      }
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
    var copy = new FormsConstraint(grammar, stage, walk);
    copy.readings = readings.copy();
    copy.thought.writeBytes(thought.toByteArray());
    return copy;
  }

  @Override
  public int[] closing() {
    return switch (stage) {
      case THOUGHT -> grammar.restWithReply(readings, thought.toByteArray());
      case REPLY -> readings.mayEnd() ? new int[0] : grammar.rest(readings);
      case ENDED -> new int[0];
    };
  }
}
