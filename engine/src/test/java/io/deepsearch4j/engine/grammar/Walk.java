package io.deepsearch4j.engine.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.engine.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/// Writes replies the way a sampler does, with a die for a model.
final class Walk {
  private final Tokenizer tokenizer;
  private final TokenMasks masks;
  private final int end;

  Walk(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.masks = TokenMasks.of(tokenizer);
    this.end = tokenizer.special("<end>").orElseThrow();
  }

  Constraint begin(Grammar grammar) {
    return masks.bind(grammar, end).begin();
  }

  int end() {
    return end;
  }

  /// Takes random steps until the reply has ended, or until only the way out is left.
  String random(Grammar grammar, RandomGenerator random, int budget) {
    return random(begin(grammar), random, budget);
  }

  /// Likewise, from where a reply stands.
  String random(Constraint begun, RandomGenerator random, int budget) {
    Constraint constraint = begun;
    var written = new ArrayList<Integer>();
    var allowed = new BitSet();
    while (true) {
      constraint.allowed(allowed);
      assertThat(allowed.isEmpty()).isFalse();
      int token = pick(allowed, random);
      if (token == end) {
        return text(written);
      }
      Constraint ahead = constraint.copy();
      ahead.accept(token);
      if (written.size() + 1 + ahead.closing().length > budget) {
        break;
      }
      written.add(token);
      constraint = ahead;
    }
    for (int token : constraint.closing()) {
      constraint.allowed(allowed);
      assertThat(allowed.get(token)).isTrue();
      constraint.accept(token);
      written.add(token);
    }
    assertThat(constraint.mayEnd()).isTrue();
    assertThat(written).hasSizeLessThanOrEqualTo(budget);
    return text(written);
  }

  private static int pick(BitSet allowed, RandomGenerator random) {
    int steps = random.nextInt(allowed.cardinality());
    int token = allowed.nextSetBit(0);
    for (int i = 0; i < steps; i++) {
      token = allowed.nextSetBit(token + 1);
    }
    return token;
  }

  private String text(List<Integer> written) {
    return tokenizer.decode(written.stream().mapToInt(Integer::intValue).toArray());
  }

  /// How many bytes of a text the grammar takes before the first that it refuses.
  int accepted(Grammar grammar, byte[] text) {
    Constraint constraint = begin(grammar);
    var allowed = new BitSet();
    for (int i = 0; i < text.length; i++) {
      constraint.allowed(allowed);
      if (!allowed.get(text[i] & 0xFF)) {
        return i;
      }
      constraint.accept(text[i] & 0xFF);
    }
    return text.length;
  }

  /// Where a reply stands after some tokens.
  Constraint after(Grammar grammar, int... tokens) {
    Constraint constraint = begin(grammar);
    for (int token : tokens) {
      constraint.accept(token);
    }
    return constraint;
  }

  /// Whether a text is a whole reply, written in the tokens that the tokenizer would choose.
  boolean takes(Grammar grammar, String text) {
    return takes(grammar, tokenizer.encode(text));
  }

  boolean takes(Grammar grammar, int[] tokens) {
    Constraint constraint = begin(grammar);
    var allowed = new BitSet();
    for (int token : tokens) {
      constraint.allowed(allowed);
      if (!allowed.get(token)) {
        return false;
      }
      constraint.accept(token);
    }
    return constraint.mayEnd();
  }

  /// Whether a token can be accepted, asked of a copy.
  static boolean accepts(Constraint constraint, int token) {
    try {
      constraint.copy().accept(token);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
