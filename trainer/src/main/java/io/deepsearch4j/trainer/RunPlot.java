package io.deepsearch4j.trainer;

import io.deepsearch4j.trainer.chart.Panel;
import io.deepsearch4j.trainer.chart.Panel.Mark;
import io.deepsearch4j.trainer.chart.Panel.Place;
import io.deepsearch4j.trainer.chart.Panel.Series;
import io.deepsearch4j.trainer.chart.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A picture of a run: loss, accuracy and balance over the tokens learnt from, as SVG.
public final class RunPlot {
  private static final int POINTS = 600;

  private final List<Metrics> metrics;

  private RunPlot(List<Metrics> metrics) {
    this.metrics = metrics;
  }

  /// Draws the metrics of a run's folder.
  ///
  /// @throws TrainerException when there are none or the picture cannot be written
  public static void draw(Path run, Path file) {
    List<Metrics> metrics = MetricsFile.read(run);
    if (metrics.isEmpty()) {
      throw new TrainerException(run + " holds no step of a run yet; train some and draw it again");
    }
    try {
      WholeFile.write(file, Picture.of(new RunPlot(metrics).panels()));
    } catch (IOException e) {
      throw new TrainerException(
          "%s cannot be written: %s; name another file".formatted(file, e.getMessage()), e);
    }
  }

  private List<Panel> panels() {
    return List.of(
        panel("loss", curve("as weighed", Metrics::loss), curve("targets", Metrics::targetLoss)),
        panel("accuracy", curve("targets", Metrics::targetAccuracy)),
        panel(
            "imbalance: the busiest expert against the mean",
            curve("per step", line -> largest(line.violations())),
            curve("over 100 steps", line -> largest(line.windowViolations()))));
  }

  private static double largest(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static Panel panel(String title, Series... curves) {
    return new Panel(title, "million tokens", List.of(), List.of(curves));
  }

  /// Each point is a mean, so that thousands of steps stay one line.
  private Series curve(String name, ToDoubleFunction<Metrics> value) {
    int stride = Math.ceilDiv(metrics.size(), POINTS);
    var places = new ArrayList<Place>();
    for (int from = 0; from < metrics.size(); from += stride) {
      List<Metrics> part = metrics.subList(from, Math.min(from + stride, metrics.size()));
      places.add(
          new Place(
              part.getLast().tokens() / 1e6, part.stream().mapToDouble(value).average().orElse(0)));
    }
    return new Series(name, Mark.LINE, places);
  }
}
