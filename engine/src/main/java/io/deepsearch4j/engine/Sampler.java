package io.deepsearch4j.engine;

import io.deepsearch4j.engine.grammar.Constraint;
import java.util.Arrays;
import java.util.BitSet;

/// Chooses the next token from its logits.
///
/// In this order: the penalties; the constraint's mask; then, unless the choice is greedy, the
/// filters top-n-sigma (its deviation is that of the model's own logits, before penalties and
/// mask), min-p, top-k and top-p (the last one over what the others left, after temperature); then
/// one draw by temperature. Among equal logits the lowest token wins.
///
/// The random number of a draw is a function of the seed and of the token's place in the reply. So
/// a choice depends on nothing but its own sequence: not on who else is served, not on how often a
/// place was tried, and a draft may be verified by choosing again. Costs a few passes over the
/// vocabulary; holds scratch memory, not safe to share between threads.
final class Sampler {
  private static final double SURE_HEAD = 16;

  private final Candidates candidates = new Candidates();
  private final BitSet mask = new BitSet();

  /// @param logits the model's, changed by this
  /// @param tokens prompt and reply so far
  /// @param prompt how many of them are the prompt
  int choose(
      float[] logits,
      SamplingOptions options,
      TokenList tokens,
      int prompt,
      Constraint constraint) {
    requireNumbers(logits);
    double drop = drop(logits, options);
    penalise(logits, options.penalties(), tokens, prompt);
    forbid(logits, constraint);
    int best = best(logits);
    if (options.isGreedy()) {
      return best;
    }
    double temperature = options.temperature();
    double floor =
        logits[best]
            - Math.min(
                drop,
                options.minP() == 0
                    ? Double.POSITIVE_INFINITY
                    : -temperature * Math.log(options.minP()));
    double point = Draw.at(options.seed(), tokens.size() - prompt);
    if (options.topK() == 0 && options.topP() == 1) {
      return draw(logits, logits[best], temperature, floor, point);
    }
    filter(logits, logits[best], options, floor);
    return drawCandidate(logits, logits[best], temperature, point);
  }

  private static void requireNumbers(float[] logits) {
    for (int token = 0; token < logits.length; token++) {
      if (!(logits[token] < Float.POSITIVE_INFINITY)) {
        throw new EngineException(
            "the model gave "
                + logits[token]
                + " for token "
                + token
                + " instead of a number; check its weights with: deepsearch model verify");
      }
    }
  }

  /// How far below the highest logit top-n-sigma still lets one stay.
  private static double drop(float[] logits, SamplingOptions options) {
    if (options.isGreedy() || options.topNSigma() == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    int count = 0;
    for (float logit : logits) {
      if (logit > Float.NEGATIVE_INFINITY) {
        sum += logit;
        count++;
      }
    }
    double mean = sum / count;
    double squares = 0;
    for (float logit : logits) {
      if (logit > Float.NEGATIVE_INFINITY) {
        squares += (logit - mean) * (logit - mean);
      }
    }
    return options.topNSigma() * Math.sqrt(squares / count);
  }

  private static void penalise(float[] logits, Penalties penalties, TokenList tokens, int prompt) {
    int from = Math.max(0, tokens.size() - penalties.window());
    if (penalties.repetition() != 1) {
      int[] seen = tokens.range(from, tokens.size());
      Arrays.sort(seen);
      for (int i = 0; i < seen.length; i++) {
        if (i == 0 || seen[i] != seen[i - 1]) {
          float logit = logits[seen[i]];
          double factor = logit > 0 ? 1 / penalties.repetition() : penalties.repetition();
          logits[seen[i]] = (float) (logit * factor);
        }
      }
    }
    if (penalties.presence() != 0 || penalties.frequency() != 0) {
      int[] said = tokens.range(Math.max(from, prompt), tokens.size());
      Arrays.sort(said);
      for (int i = 0; i < said.length; i++) {
        boolean first = i == 0 || said[i] != said[i - 1];
        logits[said[i]] -= (float) (penalties.frequency() + (first ? penalties.presence() : 0));
      }
    }
  }

  private void forbid(float[] logits, Constraint constraint) {
    if (constraint == Unconstrained.ANYTHING) {
      return;
    }
    constraint.allowed(mask);
    int token = mask.nextClearBit(0);
    while (token < logits.length) {
      logits[token] = Float.NEGATIVE_INFINITY;
      token = mask.nextClearBit(token + 1);
    }
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int token = 1; token < logits.length; token++) {
      if (logits[token] > logits[best]) {
        best = token;
      }
    }
    if (logits[best] == Float.NEGATIVE_INFINITY) {
      throw new EngineException(
          "no token is possible here: the grammar allows none that the model knows; simplify the schema");
    }
    return best;
  }

  private void filter(float[] logits, float highest, SamplingOptions options, double floor) {
    double temperature = options.temperature();
    if (options.topK() > 0) {
      candidates.gatherBest(logits, floor, options.topK());
      keepLikeliest(logits, highest, options, total(logits, highest, temperature));
      return;
    }
    // The few tokens near the highest nearly always hold the share that top-p asks for; only if
    // they don't, all have to be sorted.
    double total = 0;
    for (float logit : logits) {
      if (logit >= floor) {
        total += weight(logit, highest, temperature);
      }
    }
    candidates.gather(logits, Math.max(floor, highest - SURE_HEAD * temperature));
    if (total(logits, highest, temperature) < options.topP() * total) {
      candidates.gather(logits, floor);
    }
    candidates.sort();
    keepLikeliest(logits, highest, options, total);
  }

  private double total(float[] logits, float highest, double temperature) {
    double total = 0;
    for (int i = 0; i < candidates.count(); i++) {
      total += weight(logits[candidates.token(i)], highest, temperature);
    }
    return total;
  }

  private void keepLikeliest(float[] logits, float highest, SamplingOptions options, double total) {
    if (options.topP() == 1) {
      return;
    }
    double share = 0;
    for (int i = 0; i < candidates.count(); i++) {
      share += weight(logits[candidates.token(i)], highest, options.temperature());
      if (share >= options.topP() * total) {
        candidates.keep(i + 1);
        return;
      }
    }
  }

  private static int draw(
      float[] logits, float highest, double temperature, double floor, double point) {
    double total = 0;
    for (float logit : logits) {
      if (logit >= floor) {
        total += weight(logit, highest, temperature);
      }
    }
    double left = point * total;
    int last = -1;
    for (int token = 0; token < logits.length; token++) {
      if (logits[token] >= floor && logits[token] > Float.NEGATIVE_INFINITY) {
        last = token;
        left -= weight(logits[token], highest, temperature);
        if (left < 0) {
          return token;
        }
      }
    }
    return last;
  }

  private int drawCandidate(float[] logits, float highest, double temperature, double point) {
    candidates.sortByToken();
    double left = point * total(logits, highest, temperature);
    for (int i = 0; i < candidates.count(); i++) {
      left -= weight(logits[candidates.token(i)], highest, temperature);
      if (left < 0) {
        return candidates.token(i);
      }
    }
    return candidates.token(candidates.count() - 1);
  }

  private static double weight(float logit, float highest, double temperature) {
    return Math.exp((logit - highest) / temperature);
  }
}
