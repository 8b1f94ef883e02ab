package io.deepsearch4j.agent;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The names of a reader's question, and whether a text bears them.
final class ShorthandNames {
  private static final String CITING = ShorthandLinks.DESCRIBED + " : cites ";
  private static final int LEAST_WORDS = 2;
  private static final int LEAST_CHARACTERS = 3;

  private ShorthandNames() {}

  /// The subject, or the works that a description names; too short a name is in too many texts.
  static List<String> of(String question) {
    if (question.startsWith(CITING)) {
      return telling(question.substring(CITING.length()).split(" ; "));
    }
    int colon = question.indexOf(" : ");
    return question.startsWith(ShorthandLinks.DESCRIBED)
        ? List.of()
        : telling(colon < 0 ? question : question.substring(0, colon));
  }

  private static List<String> telling(String... names) {
    return Stream.of(names).map(String::strip).filter(ShorthandNames::isTelling).toList();
  }

  private static boolean isTelling(String name) {
    return Folded.hasIdeographs(name)
        ? name.length() >= LEAST_CHARACTERS
        : name.split(" ").length >= LEAST_WORDS;
  }

  /// Whether a text holds a name as whole words; none holds the empty one.
  static boolean bears(String text, String name) {
    int at = name.isEmpty() ? -1 : text.indexOf(name);
    while (at >= 0 && !(isEdge(text, at - 1) && isEdge(text, at + name.length()))) {
      at = text.indexOf(name, at + 1);
    }
    return at >= 0;
  }

  private static boolean isEdge(String text, int at) {
    return at < 0
        || at >= text.length()
        || !Character.isLetterOrDigit(text.charAt(at))
        || Folded.hasIdeographs(text.substring(at, at + 1));
  }

  /// Whether a page is plainly about others: it is written in the letters of the question's names
  /// and bears none of them, neither where it lies nor in what is shown of it. What is described
  /// may be told by links, such as those to the works that a paper cites.
  static boolean areMissing(String question, URI url, ShorthandExcerpt excerpt) {
    var text = new StringBuilder(excerpt.title());
    excerpt.lines().forEach(line -> text.append('\n').append(line.text()));
    if (question.startsWith(CITING)) {
      excerpt.links().keySet().forEach(link -> text.append('\n').append(link));
    }
    List<String> names = of(question);
    if (names.isEmpty() || Folded.hasIdeographs(text + question)) {
      return false;
    }
    String address = ShorthandLinks.address(url);
    return names.stream()
        .noneMatch(
            name ->
                bears(text.toString(), name)
                    || address.contains(name.toLowerCase(Locale.ROOT).replace(' ', '-')));
  }
}
