package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.practice.Relation;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Asks more of a page that a reader was shown. A run asks each page one thing, and most pages do
/// not hold it; so that reading is learnt from every line, the same text is asked for something
/// that stands there, the seldom asked relations first, and now and then for something that does
/// not.
final class PageQuestions {
  /// A relation that was asked for fewer times than this is rare.
  private static final int RARE = 12;

  private static final int MOST_OF_A_PAGE = 6;

  /// What no question asks for need not be learnt.
  private static final Set<Relation> NEVER_ASKED =
      Set.of(Relation.ALSO_KNOWN_AS, Relation.CITES, Relation.VOLUME);

  private final Truth truth;
  private final EvidenceLines evidence;
  private final Map<Relation, Integer> asked = new EnumMap<>(Relation.class);

  PageQuestions(Truth truth) {
    this.truth = truth;
    this.evidence = new EvidenceLines(truth);
  }

  /// The same page, asked for something that it shows, and for more if that is rare; empty if it
  /// shows nothing.
  List<String> shown(String request, URI at, RandomGenerator random) {
    List<String> lines = ReadRequest.of(request).lines();
    List<Fact> shown =
        truth.stated(at).stream()
            .filter(
                fact ->
                    !NEVER_ASKED.contains(fact.relation()) && evidence.of(fact, lines).isPresent())
            .toList();
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < MOST_OF_A_PAGE && !shown.isEmpty(); i++) {
      int least = shown.stream().mapToInt(this::times).min().getAsInt();
      if (i > 0 && least >= RARE) {
        break;
      }
      any(shown.stream().filter(fact -> times(fact) == least).toList(), random)
          .ifPresent(
              fact -> {
                asked.merge(fact.relation(), 1, Integer::sum);
                requests.add(asking(request, fact, random));
              });
    }
    return requests;
  }

  private int times(Fact fact) {
    return asked.getOrDefault(fact.relation(), 0);
  }

  /// The same page, asked for something of which it shows only the like: what it says of one thing,
  /// of another.
  Optional<String> missing(String request, URI at, RandomGenerator random) {
    return any(
            truth.stated(at).stream().filter(it -> !NEVER_ASKED.contains(it.relation())).toList(),
            random)
        .flatMap(
            shown ->
                any(truth.all(shown.relation()), random)
                    .map(fact -> asking(request, fact, random)));
  }

  private String asking(String request, Fact fact, RandomGenerator random) {
    Map<String, String> qualifiers = new HashMap<>();
    fact.qualifiers().forEach((name, value) -> qualifiers.put(name, spelled(value, random)));
    String words = ChainWords.of(new ChainLink(fact.relation(), qualifiers));
    return spelled(fact.subject(), random)
        + " : "
        + words
        + request.substring(request.indexOf('\n'));
  }

  private String spelled(String name, RandomGenerator random) {
    return any(truth.spellings(name), random).orElse(name);
  }

  private static <T> Optional<T> any(List<T> some, RandomGenerator random) {
    return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
  }
}
