package io.deepsearch4j.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A picture of a run: loss, accuracy and balance over the tokens learnt from, as SVG.
public final class RunPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 190;
  private static final int LEFT = 60;
  private static final int TOP = 30;
  private static final int POINTS = 600;
  private static final List<String> COLOURS = List.of("#1f6fb4", "#c8551b");

  private final List<Metrics> metrics;
  private final StringBuilder svg = new StringBuilder();

  private RunPlot(List<Metrics> metrics) {
    this.metrics = metrics;
  }

  private record Line(String name, ToDoubleFunction<Metrics> value) {}

  /// Draws the metrics of a run's folder.
  ///
  /// @throws TrainerException when there are none or the picture cannot be written
  public static void draw(Path run, Path file) {
    List<Metrics> metrics = MetricsFile.read(run);
    if (metrics.isEmpty()) {
      throw new TrainerException(run + " holds no step of a run yet; train some and draw it again");
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(unfinished, new RunPlot(metrics).picture());
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new TrainerException(
          "%s cannot be written: %s; name another file".formatted(file, e.getMessage()), e);
    }
  }

  private String picture() {
    append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
        WIDTH + LEFT + 20, 3 * (HEIGHT + 60) + 10);
    append("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n");
    panel(
        0,
        "loss",
        List.of(new Line("as weighed", Metrics::loss), new Line("targets", Metrics::targetLoss)));
    panel(1, "accuracy", List.of(new Line("targets", Metrics::targetAccuracy)));
    panel(
        2,
        "imbalance: the busiest expert against the mean",
        List.of(
            new Line("per step", line -> largest(line.violations())),
            new Line("over 100 steps", line -> largest(line.windowViolations()))));
    append("</svg>%n");
    return svg.toString();
  }

  private static double largest(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private void panel(int place, String title, List<Line> lines) {
    int top = TOP + place * (HEIGHT + 60);
    double most = 0;
    for (Line line : lines) {
      most = Math.max(most, metrics.stream().mapToDouble(line.value()).max().orElse(0));
    }
    double highest = most > 0 && Double.isFinite(most) ? most : 1;
    long last = metrics.getLast().tokens();
    append("<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>%n", LEFT, top - 10, title);
    for (int tick = 0; tick <= 4; tick++) {
      int y = top + HEIGHT - tick * HEIGHT / 4;
      append(
          "<path d=\"M%d %dH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.3g</text>%n",
          LEFT, y, LEFT + WIDTH, LEFT - 6, y + 4, highest * tick / 4);
      append(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%.2f M</text>%n",
          LEFT + tick * WIDTH / 4, top + HEIGHT + 18, last * tick / 4e6);
    }
    for (int i = 0; i < lines.size(); i++) {
      append(
          "<text x=\"%d\" y=\"%d\" fill=\"%s\" text-anchor=\"end\">%s</text>%n",
          LEFT + WIDTH - 120 * (lines.size() - 1 - i),
          top - 10,
          COLOURS.get(i),
          lines.get(i).name());
      curve(lines.get(i), top, highest, last, COLOURS.get(i));
    }
  }

  /// Each point is a mean, so that thousands of steps stay one line.
  private void curve(Line line, int top, double highest, long last, String colour) {
    int stride = Math.ceilDiv(metrics.size(), POINTS);
    append("<polyline fill=\"none\" stroke=\"%s\" points=\"", colour);
    for (int from = 0; from < metrics.size(); from += stride) {
      List<Metrics> part = metrics.subList(from, Math.min(from + stride, metrics.size()));
      double value = part.stream().mapToDouble(line.value()).average().orElse(0);
      double x = LEFT + (double) part.getLast().tokens() / last * WIDTH;
      append("%.1f,%.1f ", x, top + HEIGHT * (1 - value / highest));
    }
    append("\"/>%n");
  }

  private void append(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
  }
}
