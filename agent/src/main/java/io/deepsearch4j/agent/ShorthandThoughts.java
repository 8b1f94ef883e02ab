package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// What a reader may think of a page: its lines and links, or that there is nothing; less what the
/// question rules out by its words alone, because a small model slips from one row to the next.
final class ShorthandThoughts {
  static final String NOTHING = "nothing here";

  private static final String KEY_END = " : ";

  private ShorthandThoughts() {}

  static List<String> of(String question, ShorthandExcerpt excerpt) {
    var lines = new LinkedHashSet<String>();
    excerpt.quotable().forEach(line -> lines.add(line.text()));
    lines.add(excerpt.title());
    lines.remove("");
    var all = new ArrayList<>(ofYear(question, keyed(question, List.copyOf(lines))));
    all.addAll(excerpt.links().keySet());
    List<String> told = told(question, excerpt.title(), all);
    if (!told.isEmpty()) {
      return told;
    }
    all.add(NOTHING);
    return all;
  }

  /// Where rows begin with a word of the question, the others are about something else.
  private static List<String> keyed(String question, List<String> lines) {
    return unless(
        lines, line -> line.contains(KEY_END), line -> bears(lower(question), lower(key(line))));
  }

  /// Where rows hold the year of the question, those with other years alone are about something
  /// else.
  private static List<String> ofYear(String question, List<String> lines) {
    List<String> years = YearCells.years(question);
    return years.size() != 1
        ? lines
        : unless(
            lines,
            line -> line.contains(KEY_END) && !YearCells.years(line).isEmpty(),
            line -> YearCells.years(line).contains(years.getFirst()));
  }

  /// Where the page has a row of the subject, or bears all the names of a description, only what
  /// bears them: what can be known here stands there. A page that is called by one of several names
  /// is about that one and not about what is described.
  private static List<String> told(String question, String title, List<String> all) {
    List<String> names = ShorthandNames.of(question);
    boolean whole =
        names.size() == 1
            ? all.stream().anyMatch(it -> it.startsWith(names.getFirst() + KEY_END))
            : names.stream().noneMatch(name -> bears(title, name))
                && names.stream().allMatch(name -> all.stream().anyMatch(it -> bears(it, name)));
    return whole && !names.isEmpty()
        ? all.stream().filter(it -> names.stream().anyMatch(name -> bears(it, name))).toList()
        : List.of();
  }

  /// The lines without those of a sort that do not fit, if some of the sort do.
  private static List<String> unless(
      List<String> lines, Predicate<String> sort, Predicate<String> fits) {
    return lines.stream().filter(sort).noneMatch(fits)
        ? lines
        : lines.stream().filter(sort.negate().or(fits)).toList();
  }

  private static boolean bears(String text, String name) {
    return ShorthandNames.bears(text, name);
  }

  private static String key(String row) {
    return row.substring(0, row.indexOf(KEY_END));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
