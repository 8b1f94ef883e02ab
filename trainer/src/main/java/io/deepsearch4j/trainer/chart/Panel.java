package io.deepsearch4j.trainer.chart;

import java.util.List;

/// One part of a picture, with its own axes.
///
/// @param title what goes up
/// @param across what goes to the right; empty where places have names
/// @param places names of the places 0, 1, …; empty where numbers go to the right
public record Panel(String title, String across, List<String> places, List<Series> series) {
  public Panel {
    places = List.copyOf(places);
    series = List.copyOf(series);
  }

  /// How a series is drawn.
  public enum Mark {
    LINE,
    DOTS
  }

  /// Points of one colour.
  ///
  /// @param name empty where the places tell them apart
  public record Series(String name, Mark mark, List<Place> places) {
    public Series {
      places = List.copyOf(places);
    }
  }

  /// A point; one whose height is no number is not drawn.
  public record Place(double x, double y) {}
}
