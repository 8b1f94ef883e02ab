package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.chart.Panel;
import io.deepsearch4j.trainer.chart.Panel.Mark;
import io.deepsearch4j.trainer.chart.Panel.Place;
import io.deepsearch4j.trainer.chart.Panel.Series;
import io.deepsearch4j.trainer.claims.Trial.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What trials measured, as panels of a picture.
final class Panels {
  private Panels() {}

  /// The mean course of each arm over its tokens.
  static Panel courses(
      String title, Results results, List<String> arms, ToDoubleFunction<Point> value) {
    var series = new ArrayList<Series>();
    for (String arm : arms) {
      series.add(new Series(results.title(arm), Mark.LINE, course(results.trials(arm), value)));
    }
    return new Panel(title, "thousand tokens", List.of(), series);
  }

  private static List<Place> course(List<Trial> trials, ToDoubleFunction<Point> value) {
    int points = trials.stream().mapToInt(trial -> trial.curve().size()).min().orElse(0);
    var course = new ArrayList<Place>();
    for (int i = 0; i < points; i++) {
      double x = 0;
      double y = 0;
      for (Trial trial : trials) {
        x += trial.curve().get(i).tokens() / 1e3 / trials.size();
        y += value.applyAsDouble(trial.curve().get(i)) / trials.size();
      }
      course.add(new Place(x, y));
    }
    return course;
  }

  /// A dot for each seed of each arm.
  static Panel seeds(Results results, List<String> arms, Metric metric) {
    var places = new ArrayList<Place>();
    for (int i = 0; i < arms.size(); i++) {
      for (double value : results.values(arms.get(i), metric)) {
        places.add(new Place(i, value));
      }
    }
    return new Panel(
        metric.label(),
        "",
        arms.stream().map(results::title).toList(),
        List.of(new Series("", Mark.DOTS, places)));
  }
}
