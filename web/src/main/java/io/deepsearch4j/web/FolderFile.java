package io.deepsearch4j.web;

/// A file of a folder, and what became of it.
///
/// @param path relative to the folder, with `/`
/// @param pages or slides; 0 where it has none, or is not read yet
/// @param trouble why it could not be read, as a sentence; empty where it was or will be
public record FolderFile(String path, State state, int pages, String trouble) {

  /// What became of a file.
  public enum State {
    READ,
    WAITING,
    FAILED
  }
}
