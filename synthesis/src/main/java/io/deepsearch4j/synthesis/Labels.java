package io.deepsearch4j.synthesis;

import java.util.regex.Pattern;

/// Compares what a page calls a link with what is shown of it.
final class Labels {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private Labels() {}

  /// Whether a shown label is a page's label, or its beginning where it was cut.
  static boolean same(String shown, String whole) {
    String one = SPACE.matcher(shown.strip()).replaceAll(" ");
    String other = SPACE.matcher(whole.strip()).replaceAll(" ");
    if (one.equals(other)) {
      return true;
    }
    String cut = one.endsWith("…") ? one.substring(0, one.length() - 1).strip() : one;
    return cut.length() >= 12 && other.startsWith(cut);
  }
}
