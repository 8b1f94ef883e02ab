package io.deepsearch4j.web;

/// How far indexing has come.
///
/// @param done files dealt with
/// @param total files in the folder
/// @param file the one just dealt with, relative to the folder, fit for a terminal
public record IndexProgress(int done, int total, String file) {
  public IndexProgress {
    file = HitText.line(file, 1_000);
  }
}
