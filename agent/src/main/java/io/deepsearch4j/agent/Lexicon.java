package io.deepsearch4j.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The attributes that reports, papers and sites state of things, each with its wordings in English
/// and Chinese and the type of its value: general knowledge of both languages, read once from
/// `lexicon.txt`.
final class Lexicon {
  static final Lexicon BUILT_IN = read("lexicon.txt");

  private final Map<String, List<Wording>> byFirstWord = new HashMap<>();

  /// An attribute.
  ///
  /// @param name the first wording, which stands for all of them
  record Attribute(String name, AnswerType type, List<Folded> wordings) {}

  private record Wording(Folded phrase, Attribute attribute) {}

  /// A wording found in a text.
  ///
  /// @param from its first word
  /// @param to one past its last word
  record Found(Attribute attribute, int from, int to) {}

  private Lexicon(List<String> lines) {
    for (String line : lines) {
      add(line);
    }
    byFirstWord.values().forEach(list -> list.sort((a, b) -> size(b) - size(a)));
  }

  private static int size(Wording wording) {
    return wording.phrase().words().size();
  }

  private void add(String line) {
    int colon = line.indexOf(':');
    List<Folded> phrases =
        Arrays.stream(line.substring(colon + 1).split(",")).map(Folded::of).toList();
    var attribute =
        new Attribute(
            phrases.getFirst().toString(), AnswerType.valueOf(line.substring(0, colon)), phrases);
    for (Folded phrase : phrases) {
      byFirstWord
          .computeIfAbsent(phrase.words().getFirst().stem(), _ -> new ArrayList<>())
          .add(new Wording(phrase, attribute));
    }
  }

  private static Lexicon read(String resource) {
    try (var stream = Lexicon.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(
            resource + " is missing from the program; build it again with: make build");
      }
      try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        return new Lexicon(
            reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The attributes named in a text, longest wordings first, none overlapping another.
  List<Found> in(Folded text) {
    var found = new ArrayList<Found>();
    int at = 0;
    while (at < text.words().size()) {
      Optional<Found> here = at(text, at);
      here.ifPresent(found::add);
      at = here.map(Found::to).orElse(at + 1);
    }
    return found;
  }

  private Optional<Found> at(Folded text, int at) {
    for (Wording wording : byFirstWord.getOrDefault(text.words().get(at).stem(), List.of())) {
      int to = at + size(wording);
      if (to <= text.words().size() && text.part(at, to).has(wording.phrase())) {
        return Optional.of(new Found(wording.attribute(), at, to));
      }
    }
    return Optional.empty();
  }
}
