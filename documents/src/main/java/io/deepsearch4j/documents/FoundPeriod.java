package io.deepsearch4j.documents;

/// A day, month, quarter or year and where it stands in a text.
///
/// @param period `2023-05-01`, `2023-05`, `2023-Q3`, `Q3`, `FY2023` or `2023`
/// @param start first character of its words
/// @param end one past the last
public record FoundPeriod(String period, int start, int end) {}
