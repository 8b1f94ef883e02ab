package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Fact;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Says which pages of a site could state what is asked, as far as somebody can tell who knows how
/// such sites are built. Of things that stand in lists it is the pages of all of them, because
/// nobody can tell beforehand on which of them one thing stands.
final class Goals {
  private final Truth truth;

  Goals(Truth truth) {
    this.truth = truth;
  }

  /// Such pages of one site.
  Set<URI> on(String authority, Asked asked) {
    return Truth.places(facts(asked)).stream()
        .filter(url -> url.getAuthority().equals(authority))
        .collect(Collectors.toSet());
  }

  private List<Fact> facts(Asked asked) {
    if (asked.isDescribed()) {
      return asked.relation().map(truth::all).orElse(List.of());
    }
    return asked
        .link()
        .map(
            link ->
                asked.kind().isListed()
                    ? truth.answering(link)
                    : truth.answering(link, asked.subject()))
        .orElse(List.of());
  }
}
