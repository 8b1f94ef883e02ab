package io.deepsearch4j.engine;

import java.util.List;

/// Lets text through until a stop string is complete, holding back what may yet become one.
///
/// Looks at one character after the other, so it makes no difference how the text is cut into
/// pieces: the stop string that is complete first ends it. Not safe to share between threads.
final class StopStrings {
  private final List<String> stops;
  private final StringBuilder held = new StringBuilder();
  private boolean found;

  StopStrings(List<String> stops) {
    this.stops = stops;
  }

  boolean found() {
    return found;
  }

  /// What can be said of all text so far.
  String next(String piece) {
    if (stops.isEmpty()) {
      return piece;
    }
    var safe = new StringBuilder();
    for (int i = 0; i < piece.length() && !found; i++) {
      held.append(piece.charAt(i));
      int complete = longestComplete();
      if (complete > 0) {
        found = true;
        safe.append(held, 0, held.length() - complete);
        held.setLength(0);
      } else {
        int keep = longestBegun();
        safe.append(held, 0, held.length() - keep);
        held.delete(0, held.length() - keep);
      }
    }
    return safe.toString();
  }

  /// What was held back; no more text will come that belongs to it.
  String rest() {
    String rest = held.toString();
    held.setLength(0);
    return rest;
  }

  private int longestComplete() {
    int longest = 0;
    for (String stop : stops) {
      if (stop.length() > longest && endsWith(stop, stop.length())) {
        longest = stop.length();
      }
    }
    return longest;
  }

  /// How many characters at the end are the beginning of a stop string.
  private int longestBegun() {
    int longest = 0;
    for (String stop : stops) {
      int most = Math.min(held.length(), stop.length() - 1);
      for (int length = most; length > longest; length--) {
        if (endsWith(stop, length)) {
          longest = length;
        }
      }
    }
    return longest;
  }

  private boolean endsWith(String stop, int length) {
    int from = held.length() - length;
    if (from < 0) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (held.charAt(from + i) != stop.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
