package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Seeds from a first to a last, both included: `1000-1199`, or `7` alone.
record SeedRange(long first, long last) {
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");

  /// @param flag that gave the text
  static SeedRange of(String flag, String text) {
    Matcher range = RANGE.matcher(text.strip());
    if (!range.matches()) {
      throw new SettingException(flag + " must be like 1000-1199, not " + Plain.line(text, 40));
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
    if (last < first) {
      throw new SettingException(flag + " must go upwards, not " + Plain.line(text, 40));
    }
    return new SeedRange(first, last);
  }

  long count() {
    return last - first + 1;
  }
}
