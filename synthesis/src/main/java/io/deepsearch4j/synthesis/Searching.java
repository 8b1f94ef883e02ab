package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.synthesis.SearchRequest.Choice;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Chooses what to do next for the open link of a chain: the link that the latest reader proposed,
/// the page that the last value stood on where that leads on, the likeliest hit, another search.
final class Searching {
  private static final Pattern YEAR = Pattern.compile("(?<![0-9])[12][0-9]{3}(?![0-9])");
  private static final int NEAR = 2;
  private static final int MOST_READ = 24;
  private static final int BY_A_LINK = 4;
  private static final int IN_A_LIST = 10;

  private final Truth truth;
  private final Goals goals;

  Searching(Truth truth) {
    this.truth = truth;
    this.goals = new Goals(truth);
  }

  /// A page to read, and what speaks for it.
  record Candidate(Choice choice, URI url, String because) {
    Said said() {
      return new Said(because, "read " + choice.label() + " " + choice.handle());
    }
  }

  Said next(SearchRequest request, Memory memory) {
    if (request.isComplete()) {
      return new Said(request.last(), "answer " + request.value());
    }
    Asked asked = asked(request);
    String question = question(request);
    List<Candidate> candidates = candidates(request, asked, memory);
    boolean worn = memory.tried(question).size() >= MOST_READ;
    if (!candidates.isEmpty() && !worn) {
      return candidates.getFirst().said();
    }
    return Queries.of(asked).stream()
        .filter(words -> !request.finds().contains(words) && !worn)
        .findFirst()
        .map(words -> new Said(request.last(), "find " + words))
        .orElseGet(() -> new Said(request.last(), "give up"));
  }

  /// What is asked of pages for the open link.
  static String question(SearchRequest request) {
    return request.subject() + " : " + request.open();
  }

  static Asked asked(SearchRequest request) {
    return Asked.of(request.subject(), request.open());
  }

  /// The pages worth reading, best first.
  List<Candidate> candidates(SearchRequest request, Asked asked, Memory memory) {
    String question = question(request);
    Set<URI> tried = memory.tried(question);
    List<Candidate> candidates = new ArrayList<>();
    List<Candidate> hits = new ArrayList<>();
    for (Choice choice : request.choices()) {
      Optional<URI> url = memory.address(question, choice);
      if (url.isPresent() && !tried.contains(url.get())) {
        if (choice.snippet().isEmpty()) {
          candidates.add(new Candidate(choice, url.get(), choice.label()));
        } else {
          hits.add(new Candidate(choice, url.get(), because(choice, asked)));
        }
      }
    }
    for (Choice choice : request.from()) {
      memory
          .titled(choice.label())
          .filter(url -> !tried.contains(url) && leadsOn(url, asked))
          .ifPresent(url -> candidates.add(new Candidate(choice, url, choice.label())));
    }
    Set<String> hosts = tried.stream().map(URI::getAuthority).collect(Collectors.toSet());
    record Weighed(Candidate candidate, int worth) {}
    hits.stream()
        .map(hit -> new Weighed(hit, worth(hit, asked, request.finds(), hosts)))
        .filter(it -> it.worth() < Integer.MAX_VALUE)
        .sorted(Comparator.comparingInt(Weighed::worth))
        .forEach(it -> candidates.add(it.candidate()));
    return candidates;
  }

  private String because(Choice choice, Asked asked) {
    return !asked.isDescribed() && truth.mentions(choice.label(), asked.subject())
        ? choice.label()
        : choice.snippet();
  }

  /// Whether the page where the last value stood states the next fact, or is near one that may.
  private boolean leadsOn(URI url, Asked asked) {
    Set<URI> targets = goals.on(url.getAuthority(), asked);
    if (targets.isEmpty() || Truth.tellsOfOthers(url)) {
      return targets.contains(url) && states(url, asked);
    }
    Integer distance = truth.distances(targets).get(url);
    return distance != null && distance <= NEAR;
  }

  private boolean states(URI url, Asked asked) {
    return asked.link().stream()
        .flatMap(link -> truth.answering(link, asked.subject()).stream())
        .map(Fact::url)
        .anyMatch(url::equals);
  }

  /// How many pages lie between a hit and what is asked, as far as one can see; the less the
  /// better.
  private int worth(Candidate hit, Asked asked, List<String> finds, Set<String> hosts) {
    String seen = hit.choice().label() + " " + hit.choice().snippet();
    if (asked.isDescribed() && asked.kind() == Kind.ORGANISATION) {
      return described(hit.url(), seen, asked);
    }
    boolean named = !asked.isDescribed() && truth.mentions(seen, asked.subject());
    if (Truth.tellsOfOthers(hit.url())) {
      return !named ? Integer.MAX_VALUE : states(hit.url(), asked) ? 0 : BY_A_LINK;
    }
    Map<URI, Integer> distances = truth.distances(goals.on(hit.url().getAuthority(), asked));
    Integer distance = distances.get(hit.url());
    if (distance == null) {
      return Integer.MAX_VALUE;
    }
    if (named) {
      return distance;
    }
    boolean possible =
        asked.kind().isListed()
            && asked.kind() != Kind.PRODUCT
            && !hosts.contains(hit.url().getAuthority())
            && speaks(hit.choice().label(), asked, finds);
    return possible ? IN_A_LIST + distance : Integer.MAX_VALUE;
  }

  /// Whether a site is in the language of the name, or of what has been searched for since.
  private static boolean speaks(String title, Asked asked, List<String> finds) {
    String name = asked.isDescribed() ? asked.conditions().getFirst().value() : asked.subject();
    String words = finds.isEmpty() ? name : finds.getLast();
    return Words.isChinese(title) == Words.isChinese(words);
  }

  /// A page that shows all that is described goes first, one that shows the place next.
  private int described(URI url, String seen, Asked asked) {
    List<Fact> stated = truth.stated(url);
    boolean place =
        truth.otherwise(asked.conditions().getFirst().value()).stream()
            .anyMatch(name -> Words.contains(seen, name));
    boolean year =
        YEAR.matcher(seen)
            .results()
            .anyMatch(found -> asked.conditions().getLast().holds(Integer.parseInt(found.group())));
    boolean tells = stated.stream().anyMatch(fact -> asked.kind() == Kind.of(fact.relation()));
    if (!place || !tells) {
      return Integer.MAX_VALUE;
    }
    return year ? 0 : 1;
  }
}
