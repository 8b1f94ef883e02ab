package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Whole numbers as people list them: `9001-9004`, `1,2,5`.
final class Numbers {
  private static final int MOST = 1_000;

  private Numbers() {}

  /// @param flag what they belong to, for the sentence that refuses them
  static List<Long> parse(String flag, String text) {
    SequencedSet<Long> numbers = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      String range = part.strip();
      if (!range.matches("\\d{1,18}(-\\d{1,18})?")) {
        throw refused(flag, text);
      }
      String[] ends = range.split("-");
      long first = Long.parseLong(ends[0]);
      long last = Long.parseLong(ends[ends.length - 1]);
      if (last < first || last - first >= MOST) {
        throw refused(flag, text);
      }
      for (long number = first; number <= last; number++) {
        numbers.add(number);
      }
    }
    if (numbers.size() > MOST) {
      throw refused(flag, text);
    }
    return new ArrayList<>(numbers);
  }

  private static SettingException refused(String flag, String text) {
    return new SettingException(
        "%s takes whole numbers such as 1-4 or 1,2,5, at most %d of them, not %s"
            .formatted(flag, MOST, text.isBlank() ? "nothing" : Plain.line(text, 60)));
  }
}
