package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.chart.Panel;
import io.deepsearch4j.trainer.chart.Panel.Mark;
import io.deepsearch4j.trainer.chart.Panel.Place;
import io.deepsearch4j.trainer.chart.Panel.Series;
import io.deepsearch4j.trainer.claims.Trial.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// All experiments, and what each of them states.
final class Experiments {
  private Experiments() {}

  static List<Experiment> of(Scale scale) {
    return List.of(sinks(), norms(), depth(scale.depths()), rotation(), balance());
  }

  private static Experiment sinks() {
    List<String> arms = List.of(Arms.NO_SINKS, Arms.SINK_KEYS, Arms.BASE);
    return new Experiment(
        "sinks",
        arms,
        List.of(
            Metric.LOSS,
            Metric.INT8_ADDED,
            Metric.INT4_ADDED,
            Metric.LARGEST,
            Metric.LARGEST_RELATIVE),
        _ ->
            List.of(
                less("Sinks lower the largest activation", Metric.LARGEST, Arms.NO_SINKS),
                less(
                    "Sinks lower the largest activation over the RMS",
                    Metric.LARGEST_RELATIVE,
                    Arms.NO_SINKS),
                less("With sinks int8 costs less", Metric.INT8_ADDED, Arms.NO_SINKS),
                less("With sinks int4 costs less", Metric.INT4_ADDED, Arms.NO_SINKS),
                less("Sinks lower the loss", Metric.LOSS, Arms.NO_SINKS),
                less(
                    "Sinks with values lower the largest activation below those with keys alone",
                    Metric.LARGEST,
                    Arms.SINK_KEYS)),
        results ->
            List.of(
                Panels.courses("loss of targets", results, arms, Point::loss),
                Panels.seeds(results, arms, Metric.LARGEST),
                Panels.seeds(results, arms, Metric.INT4_ADDED)));
  }

  private static Experiment norms() {
    List<String> arms = List.of(Arms.BASE, Arms.QK_NORM, Arms.NO_NORM);
    return new Experiment(
        "norms",
        arms,
        List.of(Metric.LOSS, Metric.SPIKES, Metric.GRADIENT_PEAK, Metric.TOKEN_MICROS),
        _ ->
            List.of(
                less("K-Norm lowers the loss", Metric.LOSS, Arms.NO_NORM),
                less("K-Norm makes spikes rarer", Metric.SPIKES, Arms.NO_NORM),
                less("K-Norm lowers the gradient peak", Metric.GRADIENT_PEAK, Arms.NO_NORM),
                noWorse("K-Norm learns as well as QK-Norm", Metric.LOSS, Arms.QK_NORM),
                less("K-Norm is faster than QK-Norm", Metric.TOKEN_MICROS, Arms.QK_NORM)),
        results ->
            List.of(
                Panels.courses("loss of targets", results, arms, Point::loss),
                Panels.courses("gradient norm", results, arms, Point::gradientNorm),
                Panels.seeds(results, arms, Metric.TOKEN_MICROS)));
  }

  private static Experiment depth(List<Integer> depths) {
    List<String> gains = List.of(Arms.SCALED, Arms.PLAIN, Arms.OFF);
    return new Experiment(
        "depth",
        depths.stream()
            .flatMap(depth -> gains.stream().map(each -> Arms.deep(depth, each)))
            .toList(),
        List.of(Metric.LOSS, Metric.RMS_BEGIN, Metric.RMS_END, Metric.GRADIENT_PEAK, Metric.SPIKES),
        _ -> deepStatements(depths),
        results ->
            List.of(
                overDepth(results, depths, gains, Metric.LOSS),
                overDepth(results, depths, gains, Metric.RMS_BEGIN),
                overDepth(results, depths, gains, Metric.GRADIENT_PEAK)));
  }

  private static List<Statement> deepStatements(List<Integer> depths) {
    var statements = new ArrayList<Statement>();
    for (int depth : depths) {
      String scaled = Arms.deep(depth, Arms.SCALED);
      String plain = Arms.deep(depth, Arms.PLAIN);
      String off = Arms.deep(depth, Arms.OFF);
      String at = depth + " layers: depth-scaled gains ";
      statements.add(
          Statement.less(at + "lower the loss below gains of 1", Metric.LOSS, scaled, plain));
      statements.add(
          Statement.less(at + "lower the loss below no closing norms", Metric.LOSS, scaled, off));
      statements.add(
          Statement.less(
              at + "keep the trained stream calmer than gains of 1",
              Metric.RMS_END,
              scaled,
              plain));
      statements.add(
          Statement.less(
              at + "lower the gradient peak below gains of 1",
              Metric.GRADIENT_PEAK,
              scaled,
              plain));
    }
    statements.add(
        Statement.noWorse(
            "Depth-scaled gains keep the deepest stream no louder than the shallowest",
            Metric.RMS_END,
            Arms.deep(Collections.max(depths), Arms.SCALED),
            Arms.deep(Collections.min(depths), Arms.SCALED)));
    return statements;
  }

  private static Panel overDepth(
      Results results, List<Integer> depths, List<String> gains, Metric metric) {
    var series = new ArrayList<Series>();
    for (String each : gains) {
      var places = new ArrayList<Place>();
      for (int i = 0; i < depths.size(); i++) {
        String arm = Arms.deep(depths.get(i), each);
        if (!results.values(arm, metric).isEmpty()) {
          places.add(new Place(i, results.mean(arm, metric)));
        }
      }
      series.add(new Series(each, Mark.LINE, places));
    }
    return new Panel(
        metric.label(), "", depths.stream().map(depth -> depth + " layers").toList(), series);
  }

  private static Experiment rotation() {
    List<String> arms = List.of(Arms.BASE, Arms.FULL_ROTATION, Arms.PREDECESSOR);
    return new Experiment(
        "rotation",
        arms,
        List.of(Metric.LOSS, Metric.CACHE_BYTES, Metric.TOKEN_MICROS),
        _ ->
            List.of(
                noWorse(
                    "Rotating a third of a head learns as well as rotating all of it",
                    Metric.LOSS,
                    Arms.FULL_ROTATION),
                noWorse(
                    "It learns as well as the predecessor's heads, which cache more",
                    Metric.LOSS,
                    Arms.PREDECESSOR),
                less(
                    "It caches less than the predecessor's heads",
                    Metric.CACHE_BYTES,
                    Arms.PREDECESSOR)),
        results ->
            List.of(
                Panels.courses("loss of targets", results, arms, Point::loss),
                Panels.seeds(results, arms, Metric.CACHE_BYTES)));
  }

  private static Experiment balance() {
    var arms = new ArrayList<>(List.of(Arms.BASE, Arms.UNCENTRED));
    arms.addAll(Arms.fixed());
    arms.add(Arms.AUXILIARY);
    return new Experiment(
        "balance",
        arms,
        List.of(
            Metric.LOSS,
            Metric.SETTLED,
            Metric.VIOLATION,
            Metric.WINDOW_VIOLATION,
            Metric.FLIPS,
            Metric.BIAS_STEP,
            Metric.BIAS_MEAN),
        Experiments::balanced,
        results ->
            List.of(
                Panels.courses("MaxVio over 100 steps", results, arms, Point::windowViolation),
                Panels.courses("MaxVio per step", results, arms, Point::violation),
                Panels.seeds(results, arms, Metric.FLIPS)));
  }

  /// The best fixed step is the one with the least imbalance over windows.
  private static List<Statement> balanced(Results results) {
    String best =
        Arms.fixed().stream()
            .min(Comparator.comparingDouble(arm -> results.mean(arm, Metric.WINDOW_VIOLATION)))
            .orElseThrow();
    String other = results.title(best) + ", the best one";
    String than = " than " + other;
    return List.of(
        less("Adaptive steps settle sooner" + than, Metric.SETTLED, best),
        less("Adaptive steps have a lower MaxVio per step" + than, Metric.VIOLATION, best),
        less(
            "Adaptive steps have a lower MaxVio over windows" + than,
            Metric.WINDOW_VIOLATION,
            best),
        less("Adaptive steps flip more rarely" + than, Metric.FLIPS, best),
        less("Adaptive steps are smaller" + than, Metric.BIAS_STEP, best),
        noWorse("Adaptive steps learn as well as " + other, Metric.LOSS, best),
        less(
            "Adaptive steps have a lower MaxVio over windows than the auxiliary loss",
            Metric.WINDOW_VIOLATION,
            Arms.AUXILIARY),
        less("Adaptive steps learn better than the auxiliary loss", Metric.LOSS, Arms.AUXILIARY),
        less("Re-centring keeps the biases about 0", Metric.BIAS_MEAN, Arms.UNCENTRED),
        noWorse(
            "Re-centring costs no balance over windows", Metric.WINDOW_VIOLATION, Arms.UNCENTRED));
  }

  private static Statement less(String text, Metric metric, String other) {
    return Statement.less(text, metric, Arms.BASE, other);
  }

  private static Statement noWorse(String text, Metric metric, String other) {
    return Statement.noWorse(text, metric, Arms.BASE, other);
  }
}
