package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds where sentences begin and end in running text, Chinese and Japanese included.
final class Sentences {
  /// A range of a text.
  record Range(int start, int end) {}

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "inc", "ltd", "co", "corp", "no",
          "nos", "fig", "figs", "eq", "vol", "pp", "p", "ed", "eds", "al", "approx", "dept", "est",
          "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
          "e.g", "i.e", "cf", "ca", "gen", "gov", "sen", "rep", "jr", "sr", "u.s", "u.k", "e.u",
          "a.m", "p.m", "z.b");
  private static final String WIDE_ENDS = "。！？；…";
  private static final String ENDS = ".!?";
  private static final String CLOSERS = "\"'”’)]）」』》】";

  private Sentences() {}

  /// Sentence ranges of a part of a text, without the blanks between them.
  static List<Range> of(String text, int start, int end) {
    var ranges = new ArrayList<Range>();
    int from = start;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n'
              || WIDE_ENDS.indexOf(c) >= 0
              || (ENDS.indexOf(c) >= 0 && endsSentence(text, from, i, end));
      if (!ends) {
        continue;
      }
      while (i + 1 < end && (WIDE_ENDS + ENDS + CLOSERS).indexOf(text.charAt(i + 1)) >= 0) {
        i++;
      }
      add(ranges, text, from, i + 1);
      from = i + 1;
    }
    add(ranges, text, from, end);
    return ranges;
  }

  private static void add(List<Range> ranges, String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (end > start) {
      ranges.add(new Range(start, end));
    }
  }

  private static boolean endsSentence(String text, int from, int mark, int end) {
    int after = mark + 1;
    while (after < end && (CLOSERS + ENDS).indexOf(text.charAt(after)) >= 0) {
      after++;
    }
    if (after >= end) {
      return true;
    }
    char next = text.charAt(after);
    if (!Character.isWhitespace(next)) {
      return next >= 0x2e80; // Chinese goes on without a blank
    }
    if (text.charAt(mark) != '.') {
      return true;
    }
    int follow = after;
    while (follow < end && Character.isWhitespace(text.charAt(follow))) {
      follow++;
    }
    if (follow < end && Character.isLowerCase(text.charAt(follow))) {
      return false;
    }
    int wordStart = mark;
    while (wordStart > from && !Character.isWhitespace(text.charAt(wordStart - 1))) {
      wordStart--;
    }
    String word = text.substring(wordStart, mark).replaceAll("^[(\\[\"'“]+", "");
    boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
    return !initial && !ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
  }
}
