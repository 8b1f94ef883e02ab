package io.deepsearch4j.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The sampler once more, as straightforward as can be: everything sorted, nothing skipped.
final class PlainSampler {
  private PlainSampler() {}

  static int choose(
      double[] logits, SamplingOptions options, List<Integer> prompt, List<Integer> reply) {
    double deviation = deviation(logits);
    double[] scores = penalised(logits, options.penalties(), prompt, reply);
    List<Integer> left = new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
    left.sort(Comparator.comparingDouble((Integer token) -> -scores[token]).thenComparing(t -> t));
    double highest = scores[left.getFirst()];
    if (options.temperature() == 0) {
      return left.getFirst();
    }
    if (options.topNSigma() > 0) {
      left.removeIf(token -> scores[token] < highest - options.topNSigma() * deviation);
    }
    left.removeIf(token -> odds(scores[token] - highest, options) < options.minP());
    if (options.topK() > 0) {
      left = left.subList(0, Math.min(left.size(), options.topK()));
    }
    double total = left.stream().mapToDouble(t -> odds(scores[t] - highest, options)).sum();
    var nucleus = new ArrayList<Integer>();
    double share = 0;
    for (int token : left) {
      nucleus.add(token);
      share += odds(scores[token] - highest, options);
      if (options.topP() < 1 && share >= options.topP() * total) {
        break;
      }
    }
    nucleus.sort(Comparator.naturalOrder());
    double kept = nucleus.stream().mapToDouble(t -> odds(scores[t] - highest, options)).sum();
    double point = Draw.at(options.seed(), reply.size()) * kept;
    for (int token : nucleus) {
      point -= odds(scores[token] - highest, options);
      if (point < 0) {
        return token;
      }
    }
    return nucleus.getLast();
  }

  private static double odds(double below, SamplingOptions options) {
    return Math.exp(below / options.temperature());
  }

  private static double deviation(double[] logits) {
    double mean = IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).average().orElse(0);
    double squares = 0;
    for (double logit : logits) {
      squares += (logit - mean) * (logit - mean);
    }
    return Math.sqrt(squares / logits.length);
  }

  private static double[] penalised(
      double[] logits, Penalties penalties, List<Integer> prompt, List<Integer> reply) {
    var all = new ArrayList<>(prompt);
    all.addAll(reply);
    int from = Math.max(0, all.size() - penalties.window());
    List<Integer> seen = all.subList(from, all.size());
    List<Integer> said =
        from <= prompt.size() ? reply : reply.subList(from - prompt.size(), reply.size());
    double[] scores = logits.clone();
    for (int token = 0; token < scores.length; token++) {
      int one = token;
      if (seen.contains(one)) {
        scores[one] =
            scores[one] > 0
                ? scores[one] / penalties.repetition()
                : scores[one] * penalties.repetition();
      }
      long times = said.stream().filter(each -> each == one).count();
      scores[one] -= times * penalties.frequency() + (times > 0 ? penalties.presence() : 0);
    }
    return scores;
  }
}
