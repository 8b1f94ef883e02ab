package io.deepsearch4j.documents;

/// Turns bytes into a [Document], by what the bytes are and not by what they are called.
public interface DocumentReader {

  /// Reads a file. Never throws for what is in the file.
  Reading read(Source source);
}
