package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.practice.LinkGraph;
import io.deepsearch4j.practice.Relation;
import io.deepsearch4j.synthesis.EvidenceLines.Evidence;
import io.deepsearch4j.synthesis.ReadRequest.Shown;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a page as a good reader would: from what is shown and from nothing else. The truth says
/// what a line means and how a site is built, never where one thing among its likes lies.
final class PageReader {
  static final String NOTHING = "nothing here";

  static final Said NO = new Said(NOTHING, "no");
  private static final int MOST_LINKS = 4;
  private static final Set<String> ONWARD = Set.of("Next", "下一页");
  private static final Set<String> BACKWARD = Set.of("Previous", "Newer", "上一页");

  private final Truth truth;
  private final EvidenceLines evidence;
  private final Goals goals;

  PageReader(Truth truth) {
    this.truth = truth;
    this.evidence = new EvidenceLines(truth);
    this.goals = new Goals(truth);
  }

  /// The page that is shown: of several under one path the one whose links and facts are seen.
  Optional<URI> address(ReadRequest request) {
    return truth.addresses(request.host(), request.path()).stream()
        .max(Comparator.comparingLong(url -> seen(request, url)));
  }

  private long seen(ReadRequest request, URI url) {
    String text = String.join("\n", request.lines());
    long facts =
        truth.stated(url).stream()
            .map(Fact::subject)
            .distinct()
            .filter(subject -> truth.mentions(text, subject))
            .count();
    List<LinkGraph.Link> links = truth.links().from(url);
    long shown =
        request.links().stream()
            .filter(it -> links.stream().anyMatch(link -> Labels.same(it.label(), link.label())))
            .count();
    return facts + shown;
  }

  Said read(ReadRequest request, URI at) {
    Asked asked = Asked.of(request.subject(), request.asked());
    Optional<Evidence> found =
        asked.isDescribed() ? described(asked, request, at) : stated(asked, request, at);
    return found
        .map(it -> new Said(it.line(), "is " + it.value()))
        .orElseGet(() -> further(asked, request, at));
  }

  private Optional<Evidence> stated(Asked asked, ReadRequest request, URI at) {
    if (asked.link().isEmpty()) {
      return Optional.empty();
    }
    return truth.answering(asked.link().get(), asked.subject()).stream()
        .filter(fact -> fact.url().equals(at))
        .flatMap(fact -> evidence(fact, request.lines()).stream())
        .findFirst();
  }

  private Optional<Evidence> evidence(Fact fact, List<String> lines) {
    // A headline only repeats what the page says below it.
    return evidence
        .of(fact, lines.subList(Math.min(1, lines.size()), lines.size()))
        .or(() -> evidence.of(fact, lines))
        .map(
            found -> {
              String unit = evidence.unitBeside(fact, found, lines);
              String value = unit.isEmpty() ? found.value() : found.value() + " " + unit;
              return new Evidence(found.line(), value);
            });
  }

  private Optional<Evidence> described(Asked asked, ReadRequest request, URI at) {
    List<Fact> stated = truth.stated(at);
    Optional<String> subject = truth.described(asked.conditions(), stated);
    if (subject.isEmpty()) {
      return Optional.empty();
    }
    List<String> spellings = truth.spellings(subject.get());
    List<String> links = request.links().stream().map(Shown::line).toList();
    List<String> lines = Stream.concat(request.lines().stream(), links.stream()).toList();
    // All that is described must be seen.
    List<String> seen = new ArrayList<>();
    for (Condition condition : asked.conditions()) {
      Optional<String> line =
          stated.stream()
              .filter(fact -> fact.subject().equals(subject.get()))
              .filter(fact -> condition.isMetBy(fact, truth))
              .flatMap(fact -> line(fact, lines).stream())
              .findFirst();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      seen.add(line.get());
    }
    return Stream.concat(seen.stream(), request.lines().stream())
        .flatMap(line -> spellings.stream().flatMap(name -> Words.find(line, name).stream()))
        .findFirst()
        .map(name -> new Evidence(seen.getFirst(), name));
  }

  private Optional<String> line(Fact fact, List<String> lines) {
    return evidence
        .of(fact, lines)
        .map(Evidence::line)
        .or(
            () ->
                lines.stream().filter(line -> evidence.value(fact, line).isPresent()).findFirst());
  }

  /// A shown link and where it leads.
  private record Way(Shown shown, URI url) {}

  private Said further(Asked asked, ReadRequest request, URI at) {
    List<Way> ways = ways(request, at);
    List<Way> chosen = chosen(asked, request, ways, at);
    if (chosen.isEmpty()) {
      return NO;
    }
    List<String> lines =
        chosen.stream().limit(MOST_LINKS).map(way -> "open " + way.shown().line()).toList();
    return new Said(chosen.getFirst().shown().line(), String.join("\n", lines));
  }

  private List<Way> chosen(Asked asked, ReadRequest request, List<Way> ways, URI at) {
    if (Truth.tellsOfOthers(at)) {
      return told(asked, ways, at);
    }
    return asked.isCiting() ? citing(asked, request, ways, at) : onSite(asked, ways, at);
  }

  private List<Way> ways(ReadRequest request, URI at) {
    List<LinkGraph.Link> links = truth.links().from(at);
    List<Way> ways = new ArrayList<>();
    Set<URI> known = new HashSet<>();
    for (Shown shown : request.links()) {
      links.stream()
          .filter(link -> Labels.same(shown.label(), link.label()))
          .map(LinkGraph.Link::url)
          .filter(url -> !url.equals(at) && !known.contains(url))
          .findFirst()
          .ifPresent(
              url -> {
                known.add(url);
                ways.add(new Way(shown, url));
              });
    }
    return ways;
  }

  /// From the news or the directory only to what it says the subject has to do with.
  private List<Way> told(Asked asked, List<Way> ways, URI at) {
    if (asked.isDescribed()) {
      return List.of();
    }
    Set<String> names = new HashSet<>(truth.meant(asked.subject()));
    for (Fact fact : truth.stated(at)) {
      if (names.contains(fact.subject())) {
        names.add(fact.value());
      } else if (names.contains(fact.value())) {
        names.add(fact.subject());
      }
    }
    return ways.stream()
        .filter(way -> names.stream().anyMatch(name -> truth.isCalled(name, way.shown().label())))
        .toList();
  }

  /// Towards what cites two works: to either of them, from there to its metrics, and to what these
  /// say cites it.
  private List<Way> citing(Asked asked, ReadRequest request, List<Way> ways, URI at) {
    if (states(at, Relation.CITATIONS)) {
      return request.lines().stream().anyMatch(line -> namesCited(asked, line))
          ? ways.stream().filter(way -> states(way.url(), Relation.APPEARED_IN)).toList()
          : List.of();
    }
    if (states(at, Relation.APPEARED_IN)) {
      return namesCited(asked, request.title())
          ? ways.stream().filter(way -> states(way.url(), Relation.CITATIONS)).toList()
          : List.of();
    }
    List<Way> named = ways.stream().filter(way -> namesCited(asked, way.shown().label())).toList();
    return named.isEmpty() ? onSite(asked, ways, at) : named;
  }

  private boolean namesCited(Asked asked, String text) {
    return asked.conditions().stream()
        .anyMatch(condition -> truth.mentions(text, condition.value()));
  }

  private boolean states(URI url, Relation relation) {
    return truth.stated(url).stream().anyMatch(fact -> fact.relation() == relation);
  }

  private List<Way> onSite(Asked asked, List<Way> ways, URI at) {
    Set<URI> targets = new HashSet<>(goals.on(at.getAuthority(), asked));
    boolean listed = asked.kind().isListed() && targets.contains(at);
    targets.remove(at);
    if (targets.isEmpty()) {
      return List.of();
    }
    Map<URI, Integer> distances = truth.distances(targets);
    List<Way> leading = ways.stream().filter(way -> distances.containsKey(way.url())).toList();
    if (!asked.isDescribed()) {
      List<Way> named =
          nearest(
              leading.stream()
                  .filter(way -> truth.mentions(way.shown().label(), asked.subject()))
                  .toList(),
              distances);
      if (!named.isEmpty()) {
        return List.of(named.getFirst());
      }
    }
    List<Way> onward =
        leading.stream().filter(way -> ONWARD.contains(way.shown().label())).toList();
    if (listed) {
      return onward;
    }
    int here = distances.getOrDefault(at, Integer.MAX_VALUE);
    List<Way> best =
        nearest(
            leading.stream()
                .filter(way -> !BACKWARD.contains(way.shown().label()))
                .filter(way -> distance(way, distances) < here)
                .toList(),
            distances);
    List<Way> open = best.stream().filter(way -> !namesAnother(asked, way)).toList();
    if (open.isEmpty()) {
      return onward;
    }
    List<Way> ofYear =
        open.stream()
            .filter(way -> !asked.year().isEmpty() && way.shown().label().contains(asked.year()))
            .toList();
    return ofYear.isEmpty() ? open : ofYear;
  }

  private static List<Way> nearest(List<Way> ways, Map<URI, Integer> distances) {
    int least =
        ways.stream().mapToInt(way -> distance(way, distances)).min().orElse(Integer.MAX_VALUE);
    return ways.stream().filter(way -> distance(way, distances) == least).toList();
  }

  private static int distance(Way way, Map<URI, Integer> distances) {
    return distances.getOrDefault(way.url(), Integer.MAX_VALUE);
  }

  /// Whether a label names something of the asked sort that is not the subject.
  private boolean namesAnother(Asked asked, Way way) {
    if (asked.isDescribed() && !asked.isCiting()) {
      return false;
    }
    return asked.kind().isListed()
        && asked.relation().stream()
            .flatMap(relation -> truth.all(relation).stream())
            .map(Fact::subject)
            .distinct()
            .anyMatch(name -> truth.mentions(way.shown().label(), name));
  }
}
