package io.deepsearch4j.agent;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// The chain of a plan in shorthand: what it starts from, and its links.
///
/// @param start the name it starts from, or `?` where the first link describes it
/// @param links at least one
record ShorthandLinks(String start, List<Plan.Condition> links) {
  static final String DESCRIBED = "?";

  ShorthandLinks {
    links = List.copyOf(links);
  }

  /// A plan keeps the start, where it is named, as its first query.
  static ShorthandLinks of(Plan plan) {
    String start = plan.queries().isEmpty() ? DESCRIBED : plan.queries().getFirst();
    return new ShorthandLinks(start, plan.conditions());
  }

  /// What a page is asked for a link.
  ///
  /// @param subject the value before it
  static String question(String subject, String link) {
    return subject + " : " + link(link);
  }

  /// What a link says once it is known.
  static String sentence(String subject, String link, String value) {
    return (subject.equals(DESCRIBED) ? "" : subject + " : ") + link(link) + " = " + value;
  }

  /// The words of a link, without the mark of a described start.
  static String link(String text) {
    return text.startsWith(DESCRIBED) ? text.substring(1).strip() : text;
  }

  /// Where a page lies, in words: host and path.
  static String address(URI url) {
    String host = url.getHost() == null ? "" : url.getHost();
    String path = url.getPath() == null ? "" : url.getPath();
    return line(host + " " + path, 200);
  }

  /// A text on one line.
  static String line(String text, int atMost) {
    return Wording.cut(text.replaceAll("\\s+", " ").strip(), atMost);
  }

  /// The lines of a reply that are not blank.
  static List<String> lines(String text, int most) {
    var lines = new ArrayList<String>();
    for (String line : text.split("\n", most + 1)) {
      if (!line.isBlank() && lines.size() < most) {
        lines.add(line(line, 300));
      }
    }
    return lines;
  }
}
