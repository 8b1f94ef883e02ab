package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.Metrics;
import io.deepsearch4j.trainer.claims.Trial.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What is seen of a run while it trains.
final class TrialWatch {
  /// Steps that a spike is measured against.
  static final int BEFORE = 50;

  private static final int POINTS = 60;
  private static final double SPIKE = 6;
  private static final double BALANCED = 0.5;

  private final List<Metrics> steps = new ArrayList<>();
  private final BiasPath biases = new BiasPath();
  private final int warmUp;

  /// @param warmUp steps at the beginning whose gradients do not count as peaks
  TrialWatch(int warmUp) {
    this.warmUp = warmUp;
  }

  /// @param routers biases behind the step, `[layer][expert]`
  void add(Metrics step, double[][] routers) {
    steps.add(step);
    biases.add(routers);
  }

  /// Puts in what was seen of the whole run.
  void into(Map<Metric, Double> values) {
    values.put(Metric.TOKEN_MICROS, median(secondHalf(), TrialWatch::micros));
    values.put(Metric.SPIKES, (double) spikes());
    values.put(
        Metric.GRADIENT_PEAK,
        steps.stream().skip(warmUp).mapToDouble(Metrics::gradientNorm).max().orElse(0));
    if (steps.isEmpty() || steps.getFirst().violations().isEmpty()) {
      return;
    }
    values.put(Metric.SETTLED, (double) settled());
    values.put(Metric.VIOLATION, mean(secondHalf(), step -> mean(step.violations())));
    values.put(Metric.WINDOW_VIOLATION, mean(secondHalf(), step -> mean(step.windowViolations())));
    values.put(Metric.FLIPS, biases.flips());
    values.put(Metric.BIAS_STEP, biases.meanStep());
    values.put(Metric.BIAS_MEAN, biases.farthestMean());
  }

  private List<Metrics> secondHalf() {
    return steps.subList(steps.size() / 2, steps.size());
  }

  /// Steps whose loss lies more than six median deviations above the median of the fifty before.
  private long spikes() {
    long spikes = 0;
    for (int i = BEFORE; i < steps.size(); i++) {
      List<Metrics> before = steps.subList(i - BEFORE, i);
      double usual = median(before, Metrics::loss);
      double deviation = median(before, step -> Math.abs(step.loss() - usual));
      spikes += steps.get(i).loss() > usual + SPIKE * deviation ? 1 : 0;
    }
    return spikes;
  }

  /// Steps until the imbalance over a window fell below a half for good; all of them if it never
  /// did.
  private long settled() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (mean(steps.get(i).windowViolations()) >= BALANCED) {
        return i + 1L;
      }
    }
    return 0;
  }

  List<Point> curve() {
    var points = new ArrayList<Point>();
    int stride = Math.max(1, Math.ceilDiv(steps.size(), POINTS));
    for (int from = 0; from < steps.size(); from += stride) {
      List<Metrics> part = steps.subList(from, Math.min(from + stride, steps.size()));
      points.add(
          new Point(
              part.getLast().tokens(),
              mean(part, Metrics::targetLoss),
              mean(part, Metrics::gradientNorm),
              mean(part, step -> mean(step.violations())),
              mean(part, step -> mean(step.windowViolations()))));
    }
    return points;
  }

  private static double micros(Metrics step) {
    return 1e6 / step.tokensPerSecond();
  }

  private static double mean(List<Double> values) {
    return Verdict.mean(values);
  }

  private static double mean(List<Metrics> part, ToDoubleFunction<Metrics> value) {
    return part.stream().mapToDouble(value).average().orElse(0);
  }

  private static double median(List<Metrics> part, ToDoubleFunction<Metrics> value) {
    double[] sorted = part.stream().mapToDouble(value).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
