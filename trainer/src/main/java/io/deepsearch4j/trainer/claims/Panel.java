package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.trainer.claims.Trial.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One part of a picture, with its own axes.
///
/// @param title what goes up
/// @param across what goes to the right; empty where places have names
/// @param places names of the places 0, 1, …; empty where numbers go to the right
record Panel(String title, String across, List<String> places, List<Series> series) {
  Panel {
    places = List.copyOf(places);
    series = List.copyOf(series);
  }

  enum Mark {
    LINE,
    DOTS
  }

  /// Points of one colour.
  ///
  /// @param name empty where the places tell them apart
  record Series(String name, Mark mark, List<Place> places) {
    Series {
      places = List.copyOf(places);
    }
  }

  record Place(double x, double y) {}

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
