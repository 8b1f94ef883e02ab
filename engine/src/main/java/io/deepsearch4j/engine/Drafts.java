package io.deepsearch4j.engine;

import io.deepsearch4j.engine.grammar.Constraint;
import io.deepsearch4j.engine.network.Network;
import java.util.Arrays;
import java.util.BitSet;

/// Guesses the next tokens of a sequence. Used by the engine's thread only.
final class Drafts {
  private static final int[] NONE = {};

  private final Network network;
  private final Speculation speculation;
  private final boolean mtp;
  private final BitSet mask = new BitSet();

  Drafts(Network network, Speculation speculation) {
    this.network = network;
    this.speculation = speculation;
    boolean has = network.config().mtpLayers() > 0;
    if (speculation == Speculation.MTP && !has) {
      throw new EngineException(
          "engine.speculation is mtp, but the model has no MTP layer; choose prompt, auto or none");
    }
    mtp = has && (speculation == Speculation.MTP || speculation == Speculation.AUTO);
  }

  /// Whether caches must keep what MTP layers need.
  boolean follow() {
    return mtp;
  }

  /// Up to `most` tokens that may follow the sequence, all of them possible ones.
  int[] of(Sequence sequence, int most) {
    int wanted = Math.min(Math.min(most, sequence.pace().length()), sequence.left() - 1);
    if (wanted < 1) {
      return NONE;
    }
    int[] draft =
        switch (speculation) {
          case NONE -> NONE;
          case PROMPT -> PromptLookup.draft(sequence.tokens(), wanted);
          case MTP -> predicted(sequence, wanted);
          case AUTO -> {
            int[] found = PromptLookup.draft(sequence.tokens(), wanted);
            yield found.length == 0 && mtp ? predicted(sequence, wanted) : found;
          }
        };
    return possible(draft, sequence);
  }

  private int[] predicted(Sequence sequence, int most) {
    Network.Cache cache = sequence.cache();
    if (cache.length() == 0) {
      return NONE;
    }
    TokenList tokens = sequence.tokens();
    return network.draft(cache, tokens.get(tokens.size() - 1), most);
  }

  /// The draft up to the first token that the constraint forbids, or to one that ends the reply.
  private int[] possible(int[] draft, Sequence sequence) {
    boolean free = sequence.constraint() == Unconstrained.ANYTHING;
    Constraint ahead = sequence.constraint().copy();
    for (int i = 0; i < draft.length; i++) {
      if (!free) {
        ahead.allowed(mask);
        if (!mask.get(draft[i])) {
          return Arrays.copyOf(draft, i);
        }
      }
      if (sequence.endsWith(draft[i])) {
        return Arrays.copyOf(draft, i + 1);
      }
      ahead.accept(draft[i]);
    }
    return draft;
  }
}
