package io.deepsearch4j.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a reader is shown: whom and what it is asked, where it is, the lines, the links.
///
/// @param subject a name, or `?` where it is described by the link
/// @param asked the link's words
/// @param lines the title first
record ReadRequest(
    String subject, String asked, String host, String path, List<String> lines, List<Shown> links) {
  private static final Pattern LINK = Pattern.compile("(?<label>.*\\S) (?<handle>@[0-9]+)");

  ReadRequest {
    lines = List.copyOf(lines);
    links = List.copyOf(links);
  }

  /// A link as it is shown.
  record Shown(String label, String handle) {
    String line() {
      return label + " " + handle;
    }
  }

  boolean isDescribed() {
    return subject.equals("?");
  }

  String title() {
    return lines.isEmpty() ? "" : lines.getFirst();
  }

  static ReadRequest of(String text) {
    List<String> all = text.lines().toList();
    if (all.size() < 2 || !all.getFirst().contains(" : ")) {
      throw new IllegalArgumentException("no reading request: " + text);
    }
    String first = all.getFirst();
    int colon = first.lastIndexOf(" : ");
    String address = all.get(1).strip();
    int space = address.indexOf(' ');
    List<String> lines = new ArrayList<>();
    List<Shown> links = new ArrayList<>();
    for (String line : all.subList(2, all.size())) {
      Matcher link = LINK.matcher(line.strip());
      if (link.matches()) {
        links.add(new Shown(link.group("label"), link.group("handle")));
      } else if (!line.isBlank()) {
        lines.add(line.strip());
      }
    }
    return new ReadRequest(
        first.substring(0, colon).strip(),
        first.substring(colon + 3).strip(),
        space < 0 ? address : address.substring(0, space),
        space < 0 ? "/" : address.substring(space + 1).strip(),
        lines,
        links);
  }
}
