package io.deepsearch4j.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a chain stands, as a searcher is shown it.
///
/// @param subject what the open link is asked of; `?` where the first link describes it
/// @param open the words of the open link, without a mark; empty if every link is known
/// @param last the last line of the chain
/// @param value of the last link that is known; empty if none is
/// @param from the page where that stood; none if it is not shown
/// @param finds the searches made for this link
/// @param choices what may be read, best first
record SearchRequest(
    String subject,
    String open,
    String last,
    String value,
    List<Choice> from,
    List<String> finds,
    List<Choice> choices) {
  private static final Pattern CHOICE =
      Pattern.compile("(?<label>.*\\S) (?<handle>@[0-9]+)(?: : (?<snippet>.*))?");
  private static final String KNOWN = " = ";

  SearchRequest {
    from = List.copyOf(from);
    finds = List.copyOf(finds);
    choices = List.copyOf(choices);
  }

  /// A page that may be read.
  ///
  /// @param snippet empty for a link
  record Choice(String label, String handle, String snippet) {}

  boolean isComplete() {
    return open.isEmpty();
  }

  static SearchRequest of(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    String subject = "?";
    String value = "";
    int at = 0;
    if (!lines.getFirst().startsWith("?")) {
      subject = lines.getFirst();
      at = 1;
    }
    while (at < lines.size() && isKnown(lines.get(at), at)) {
      value = lines.get(at).substring(lines.get(at).lastIndexOf(KNOWN) + KNOWN.length());
      subject = value;
      at++;
    }
    if (at == lines.size()) {
      return new SearchRequest(
          subject, "", lines.getLast(), value, List.of(), List.of(), List.of());
    }
    String last = lines.get(at++);
    String open = last.startsWith("?") ? last.substring(1).strip() : last;
    List<Choice> from = new ArrayList<>();
    List<String> finds = new ArrayList<>();
    List<Choice> choices = new ArrayList<>();
    for (String line : lines.subList(at, lines.size())) {
      Optional<Choice> choice = choice(line);
      if (line.startsWith("from ") && choice.isPresent() && choices.isEmpty()) {
        choice(line.substring("from ".length())).ifPresent(from::add);
      } else if (choice.isPresent()) {
        choices.add(choice.get());
      } else if (line.startsWith("find ")) {
        finds.add(line.substring("find ".length()));
      }
    }
    return new SearchRequest(subject, open, last, value, from, finds, choices);
  }

  private static boolean isKnown(String line, int at) {
    // Below the chain, a hit may quote anything; only lines at its top are links.
    return line.contains(KNOWN) && choice(line).isEmpty() && at < 9;
  }

  private static Optional<Choice> choice(String line) {
    Matcher matcher = CHOICE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String snippet = matcher.group("snippet");
    return Optional.of(
        new Choice(
            matcher.group("label"), matcher.group("handle"), snippet == null ? "" : snippet));
  }
}
