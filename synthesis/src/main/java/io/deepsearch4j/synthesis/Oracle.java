package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.LinkGraph;
import io.deepsearch4j.practice.PracticeQuestion;
import io.deepsearch4j.practice.PracticeWeb;
import java.net.URI;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Knows the truth of one practice web, and what a good small model would say to a request: never
/// more than the request's text hints at. Safe to share.
public final class Oracle {
  private final Truth truth;
  private final Planning planning;
  private final Searching searching;
  private final PageReader reader;
  private final Judging judging;
  private final Doubts doubts;

  public Oracle(PracticeWeb web) {
    truth = new Truth(web);
    planning = new Planning(truth, web.facts());
    searching = new Searching(truth);
    reader = new PageReader(truth);
    judging = new Judging(truth);
    doubts = new Doubts(truth);
  }

  Truth truth() {
    return truth;
  }

  /// Whether a question's text says all that its chain needs.
  boolean understands(PracticeQuestion question) {
    return planning.of(question).isPresent();
  }

  Said plan(PracticeQuestion question) {
    return planning
        .of(question)
        .orElseThrow(
            () -> new IllegalArgumentException("no chain can be told from: " + question.text()));
  }

  Said search(SearchRequest request, Memory memory) {
    return searching.next(request, memory);
  }

  /// The page that a reading request shows.
  Optional<URI> address(ReadRequest request) {
    return reader.address(request);
  }

  Said read(ReadRequest request, Optional<URI> at) {
    return at.map(url -> reader.read(request, url)).orElse(PageReader.NO);
  }

  Said judge(String request) {
    return judging.judge(request);
  }

  /// The same draft with one false sentence, where one can be made.
  Optional<String> doubted(String request, RandomGenerator random) {
    return doubts.of(request, random).filter(text -> judge(text).reply().contains(" no"));
  }

  /// Where a link of a page leads.
  Optional<URI> linked(URI page, String label) {
    return truth.links().from(page).stream()
        .filter(link -> !link.url().equals(page) && Labels.same(label, link.label()))
        .map(LinkGraph.Link::url)
        .findFirst();
  }
}
