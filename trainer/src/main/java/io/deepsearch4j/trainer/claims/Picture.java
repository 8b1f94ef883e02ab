package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.claims.Panel.Place;
import io.deepsearch4j.trainer.claims.Panel.Series;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The panels of an experiment, one below the other, as SVG.
final class Picture {
  private static final int WIDTH = 700;
  private static final int HEIGHT = 180;
  private static final int LEFT = 70;
  private static final int TOP = 50;
  private static final int BETWEEN = 90;
  private static final int TICKS = 4;
  private static final List<String> COLOURS =
      List.of("#1f6fb4", "#c8551b", "#2a8a4a", "#8a4fa8", "#a8861f", "#555555");

  private final StringBuilder svg = new StringBuilder();

  private Picture() {}

  static String of(List<Panel> panels) {
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
  private record Axes(int top, double right, double low, double high) {
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
        LEFT, top - 28, text(panel.title()));
    for (int tick = 0; tick <= TICKS; tick++) {
      double value = axes.low() + (axes.high() - axes.low()) * tick / TICKS;
      append(
          "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT, axes.y(value), LEFT + WIDTH, LEFT - 6, axes.y(value) + 4, Figures.of(value));
    }
    across(panel, axes);
    int legend = 0;
    for (int i = 0; i < panel.series().size(); i++) {
      Series series = panel.series().get(i);
      String colour = COLOURS.get(i % COLOURS.size());
      append(
          "<text x=\"%d\" y=\"%d\" fill=\"%s\" font-size=\"10\">%s</text>",
          LEFT + legend, top - 10, colour, text(series.name()));
      legend += 14 + 6 * series.name().length();
      draw(panel, series, axes, colour);
    }
  }

  private void across(Panel panel, Axes axes) {
    int y = axes.top() + HEIGHT + 18;
    for (int i = 0; i < panel.places().size(); i++) {
      append(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" font-size=\"10\">%s</text>",
          axes.x(panel, i), y, text(panel.places().get(i)));
    }
    for (int tick = 0; tick <= TICKS && panel.places().isEmpty(); tick++) {
      append(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s%s</text>",
          LEFT + WIDTH * tick / TICKS,
          y,
          Figures.of(axes.right() * tick / TICKS),
          tick == TICKS / 2 ? " " + text(panel.across()) : "");
    }
  }

  private void draw(Panel panel, Series series, Axes axes, String colour) {
    switch (series.mark()) {
      case LINE -> {
        append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"", colour);
        for (Place place : series.places()) {
          append("%.1f,%.1f ", axes.x(panel, place.x()), axes.y(place.y()));
        }
        append("\"/>");
      }
      case DOTS -> {
        for (Place place : series.places()) {
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
    boolean flat = high <= low;
    return new Axes(top, right > 0 ? right : 1, low, flat ? low + 1 : high);
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
