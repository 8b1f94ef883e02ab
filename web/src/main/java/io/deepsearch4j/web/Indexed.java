package io.deepsearch4j.web;

import java.util.List;

/// What bringing the index of a folder up to date came to.
///
/// @param files in the folder, hidden ones not counted
/// @param read newly or again
/// @param unchanged since the last time
/// @param removed no longer in the folder, and now no longer in the index
/// @param failures files that cannot be found by what they say, with the reason
/// @param elsewhere whether another process was writing the index; then nothing was read here and
///   the other counts are what its last state holds
public record Indexed(
    int files, int read, int unchanged, int removed, List<Failure> failures, boolean elsewhere) {
  public Indexed {
    failures = List.copyOf(failures);
  }

  /// A file that could not be read.
  ///
  /// @param file relative to the folder, fit for a terminal
  /// @param why a sentence
  public record Failure(String file, String why) {
    public Failure {
      file = HitText.line(file, 1_000);
    }
  }
}
