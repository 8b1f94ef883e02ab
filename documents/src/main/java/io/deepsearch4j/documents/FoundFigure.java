package io.deepsearch4j.documents;

/// A figure and where it stands in a text.
///
/// @param start first character of its words
/// @param end one past the last
public record FoundFigure(Figure figure, int start, int end) {}
