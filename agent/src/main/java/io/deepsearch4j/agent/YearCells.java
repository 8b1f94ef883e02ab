package io.deepsearch4j.agent;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Holds a figure that was read from a row of years to the year that was asked for. A small model
/// finds the row and slips into the cell beside it.
final class YearCells {
  private static final Pattern YEAR = Pattern.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])");
  private static final Pattern FIGURE =
      Pattern.compile("(?<![0-9.,])[0-9]+(?:[.,][0-9]+)*(?![0-9])");

  private YearCells() {}

  /// The value, or the figure of the cell that the question's year names, with the value's unit.
  ///
  /// @param row as it is shown: `key : 2022 1.5 ; 2023 1.7`
  static String value(String value, String row, String question) {
    List<String> years = years(question.substring(question.lastIndexOf(" : ") + 1));
    List<String> figures = found(FIGURE, value);
    int colon = row.indexOf(" : ");
    if (years.size() != 1
        || figures.size() != 1
        || !value.startsWith(figures.getFirst())
        || colon < 0) {
      return value;
    }
    String year = years.getFirst();
    List<String> cells =
        Stream.of(row.substring(colon + 3).split(" ; "))
            .filter(cell -> cell.startsWith(year + " "))
            .toList();
    if (cells.size() != 1) {
      return value;
    }
    List<String> inCell = found(FIGURE, cells.getFirst().substring(year.length()));
    return inCell.size() == 1
        ? inCell.getFirst() + value.substring(figures.getFirst().length())
        : value;
  }

  /// The years that a text names.
  static List<String> years(String text) {
    return found(YEAR, text).stream().distinct().toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }
}
