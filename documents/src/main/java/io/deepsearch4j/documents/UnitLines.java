package io.deepsearch4j.documents;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what a caption or a line above a table says of its units.
final class UnitLines {
  private static final String MAGNITUDE =
      "(?:thousands?|millions?|billions?|hundreds?|per ?cent|percentages?|units|'?000s?|mn|bn)";
  private static final String CURRENCY =
      "(?:US ?\\$|\\$|€|£|¥|USD|EUR|GBP|RMB|CNY|JPY|CHF|HK ?\\$|euros?|dollars?|yuan|yen|pounds?"
          + "|francs?|renminbi)";
  // Lengths are bounded, so that a hostile caption cannot make the search backtrack for long.
  private static final Pattern NOTE =
      Pattern.compile(
          "(?:\\b(?:all |amounts? |figures? |values? |expressed |stated |numbers? ){0,3}in "
              + "(?:(?:"
              + CURRENCY
              + "\\s?,?\\s?)?(?:the )?"
              + MAGNITUDE
              + "(?: of [\\p{L}$€£¥ .]{1,40})?|"
              + CURRENCY
              + "(?:['’ ]?000s?|\\s?(?:m|mn|bn|k|million|billion|thousand))?(?![\\p{L}\\d])))"
              + "|(?:(?:金额)?单位\\s?[:\uff1a]\\s?[^\\s,\uff0c\u3002;\uff1b)\uff09]{1,20})"
              + "|(?:\\bunits?\\s?:\\s?[^;.)\\n]{1,40})"
              + "|(?:[€$£¥]\\s?(?:millions?|thousands?|billions?|mn|bn|['’]000s?|m|k)(?![\\p{L}\\d]))",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private UnitLines() {}

  /// The unit note within a text, as written there; empty where there is none.
  static String in(String text) {
    Matcher found = NOTE.matcher(text.length() > 400 ? text.substring(0, 400) : text);
    return found.find() ? found.group().strip() : "";
  }

  /// Whether a line says nothing but its units.
  static boolean isOnlyNote(String line) {
    String note = in(line);
    return !note.isEmpty() && line.length() <= note.length() + 12;
  }
}
