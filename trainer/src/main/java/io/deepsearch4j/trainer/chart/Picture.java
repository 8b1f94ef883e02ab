package io.deepsearch4j.trainer.chart;

import io.deepsearch4j.trainer.chart.Panel.Place;
import io.deepsearch4j.trainer.chart.Panel.Series;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Panels, one below the other, as SVG.
public final class Picture {
  private static final int WIDTH = 700;
  private static final int HEIGHT = 180;
  private static final int LEFT = 70;
  private static final int TOP = 58;
  private static final int BETWEEN = 95;
  private static final int TICKS = 4;
  private static final List<String> COLOURS =
      List.of("#1f6fb4", "#c8551b", "#2a8a4a", "#8a4fa8", "#a8861f", "#555555");

  private final StringBuilder svg = new StringBuilder();

  private Picture() {}

  public static String of(List<Panel> panels) {
    var picture = new Picture();
    picture.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
        LEFT + WIDTH + 30, panels.size() * (HEIGHT + BETWEEN) + 10);
    picture.append("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    for (int i = 0; i < panels.size(); i++) {
      picture.panel(panels.get(i), TOP + i * (HEIGHT + BETWEEN));
    }
    picture.append("</svg>");
    return picture.svg.toString();
  }

  /// Where a panel lies, and which numbers it spans.
  ///
  /// @param step from tick to tick upwards, of which low and high are multiples
  private record Axes(int top, double right, double low, double high, double step) {
    double x(Panel panel, double value) {
      // Named places keep off the edges.
      double share =
          panel.places().isEmpty() ? value / right : (value + 0.5) / panel.places().size();
      return LEFT + WIDTH * share;
    }

    double y(double value) {
      return top + HEIGHT * (1 - (value - low) / (high - low));
    }
  }

  private void panel(Panel panel, int top) {
    Axes axes = axes(panel, top);
    append(
        "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>",
        LEFT, top - 38, text(panel.title()));
    for (long tick = Math.round(axes.low() / axes.step());
        tick <= Math.round(axes.high() / axes.step());
        tick++) {
      double value = tick * axes.step();
      append(
          "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT, axes.y(value), LEFT + WIDTH, LEFT - 6, axes.y(value) + 4, Figures.of(value));
    }
    across(panel, axes);
    legend(panel, top);
    for (int i = 0; i < panel.series().size(); i++) {
      draw(panel, panel.series().get(i), axes, COLOURS.get(i % COLOURS.size()));
    }
  }

  /// The names of the series, in two lines where one is too short.
  private void legend(Panel panel, int top) {
    int x = 0;
    int y = top - 22;
    for (int i = 0; i < panel.series().size(); i++) {
      String name = panel.series().get(i).name();
      int width = 14 + 6 * name.length();
      if (x + width > WIDTH) {
        x = 0;
        y += 13;
      }
      append(
          "<text x=\"%d\" y=\"%d\" fill=\"%s\" font-size=\"10\">%s</text>",
          LEFT + x, y, COLOURS.get(i % COLOURS.size()), text(name));
      x += width;
    }
  }

  private void across(Panel panel, Axes axes) {
    int y = axes.top() + HEIGHT + 18;
    for (int i = 0; i < panel.places().size(); i++) {
      append(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"9\">%s</text>",
          axes.x(panel, i), y, text(panel.places().get(i)));
    }
    if (!panel.places().isEmpty()) {
      return;
    }
    double step = step(axes.right());
    for (int tick = 0; tick * step <= axes.right(); tick++) {
      append(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          axes.x(panel, tick * step), y, Figures.of(tick * step));
    }
    append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" font-size=\"10\">%s</text>",
        LEFT + WIDTH, y + 14, text(panel.across()));
  }

  private void draw(Panel panel, Series series, Axes axes, String colour) {
    List<Place> places =
        series.places().stream().filter(place -> Double.isFinite(place.y())).toList();
    switch (series.mark()) {
      case LINE -> {
        append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"", colour);
        for (Place place : places) {
          append("%.1f,%.1f ", axes.x(panel, place.x()), axes.y(place.y()));
        }
        append("\"/>");
      }
      case DOTS -> {
        for (Place place : places) {
          append(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" fill-opacity=\"0.6\"/>",
              axes.x(panel, place.x()), axes.y(place.y()), colour);
        }
      }
    }
  }

  /// From 0 on, or from below it where a number is.
  private static Axes axes(Panel panel, int top) {
    double high = largest(panel, Place::y);
    double low = -largest(panel, place -> -place.y());
    double right = largest(panel, Place::x);
    double step = step(high > low ? high - low : 1);
    return new Axes(
        top,
        right > 0 ? right : 1,
        Math.floor(low / step) * step,
        Math.max(1, Math.ceil(high / step)) * step,
        step);
  }

  /// A round number that goes about four times into a span.
  private static double step(double span) {
    double raw = span / TICKS;
    double ten = Math.pow(10, Math.floor(Math.log10(raw)));
    for (double round : new double[] {1, 2, 2.5, 5}) {
      if (round * ten >= raw) {
        return round * ten;
      }
    }
    return 10 * ten;
  }

  private static double largest(Panel panel, ToDoubleFunction<Place> value) {
    double largest = 0;
    for (Series series : panel.series()) {
      for (Place place : series.places()) {
        double each = value.applyAsDouble(place);
        largest = Double.isFinite(each) ? Math.max(largest, each) : largest;
      }
    }
    return largest;
  }

  private static String text(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void append(String format, Object... values) {
    String line = format.endsWith(" ") ? format : format + "\n";
    svg.append(String.format(Locale.ROOT, line, values));
  }
}
