package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Untrusted;
import io.deepsearch4j.web.Hit;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where a chain stands, seen from the steps of an episode: the links that are known, and what was
/// tried for the one that is open. A pure function of the trajectory.
final class ShorthandState {
  private static final int CANDIDATES = 12;
  private static final int MISSES = 3;
  private static final int HITS = 6;
  private static final int LABEL = 110;
  private static final int SNIPPET = 120;

  private final ShorthandLinks chain;
  private final List<Known> known = new ArrayList<>();
  private final List<String> finds = new ArrayList<>();
  private final List<String> misses = new ArrayList<>();
  private final Map<URI, Candidate> candidates = new LinkedHashMap<>();
  private final Set<URI> tried = new HashSet<>();
  private final Set<URI> opened = new HashSet<>();
  private final Map<URI, String> labels = new LinkedHashMap<>();
  private Optional<Candidate> from = Optional.empty();

  /// A link with its value and where that stood.
  record Known(String subject, String link, String value, List<String> evidence) {

    String sentence() {
      return ShorthandLinks.sentence(subject, link, value);
    }
  }

  /// An address worth reading.
  ///
  /// @param batch the newer the higher; those that a reader proposed stand above all hits
  record Candidate(String label, URI url, String snippet, int batch) {}

  private ShorthandState(ShorthandLinks chain) {
    this.chain = chain;
  }

  static ShorthandState of(Trajectory trajectory) {
    var state = new ShorthandState(ShorthandLinks.of(trajectory.task().plan()));
    trajectory.task().plan().keyUrls().forEach(url -> state.offer(url.toString(), url, "", 0));
    List<Action> actions = List.of();
    int batch = 0;
    for (Step step : trajectory.steps()) {
      if (step instanceof Step.Chosen choice) {
        actions = choice.actions();
      } else if (step instanceof Step.Acted acted && acted.action() < actions.size()) {
        state.note(actions.get(acted.action()), acted.observation(), ++batch);
      }
    }
    return state;
  }

  private void note(Action action, Observation observation, int batch) {
    switch (observation) {
      case Observation.Hits(var results) -> results.forEach(result -> hits(result, action));
      case Observation.Opened(var visits) -> visits.forEach(this::opened);
      case Observation.Findings(var answers) -> {
        answers.forEach(one -> answered(one, batch));
        asked(action, answers);
      }
      case Observation.Failed _ -> failed(action);
      case Observation.Rows _, Observation.Reflected _, Observation.Finished _ -> {}
    }
  }

  private void hits(Observation.Result result, Action action) {
    if (action instanceof Action.Search) {
      finds.add(ShorthandLinks.line(result.query(), LABEL));
    }
    result.hits().stream().limit(HITS).forEach(this::hit);
  }

  private void hit(Hit hit) {
    offer(hit.title(), hit.url(), ShorthandLinks.line(hit.snippet(), SNIPPET), 0);
  }

  private void offer(String label, URI url, String snippet, int batch) {
    var candidate = new Candidate(label(label, url), url, snippet, batch);
    labels.putIfAbsent(url, candidate.label());
    candidates.putIfAbsent(url, candidate);
  }

  private void opened(Observation.Visit visit) {
    if (visit instanceof Observation.Arrived) {
      opened.add(visit.url());
    }
  }

  private void failed(Action action) {
    for (URI url : asked(action)) {
      tried.add(url);
      misses.add("failed " + labels.getOrDefault(url, label("", url)));
    }
  }

  /// A page that led elsewhere was asked under its first address; that is not offered again either.
  private void asked(Action action, List<Observation.Answered> answers) {
    boolean missed =
        answers.stream().anyMatch(one -> one.finding().status() == Finding.Status.NOT_FOUND);
    if (missed) {
      tried.addAll(asked(action));
    }
  }

  private static List<URI> asked(Action action) {
    return action instanceof Action.AskDocument(var asks)
        ? asks.stream().map(ask -> URI.create(ask.page())).toList()
        : List.of();
  }

  /// What a page is called: its title, or where it lies. A title is from outside; what it shows is
  /// what may be copied, so it loses its power over the model here.
  private static String label(String title, URI url) {
    String plain = ShorthandLinks.line(Untrusted.withoutTokens(title), LABEL);
    return plain.isEmpty() ? ShorthandLinks.address(url) : plain;
  }

  private void answered(Observation.Answered one, int batch) {
    if (isComplete() || !one.question().equals(question())) {
      return;
    }
    String label = label(one.title(), one.url());
    if (one.finding().status() == Finding.Status.NOT_FOUND || one.finding().answer().isBlank()) {
      tried.add(one.url());
      opened.add(one.url());
      misses.add("no " + label);
      one.finding().links().forEach(link -> offer(link.anchor(), link.url(), "", batch));
      return;
    }
    known.add(
        new Known(
            subject(), link(), ShorthandLinks.line(one.finding().answer(), 200), one.evidence()));
    finds.clear();
    misses.clear();
    candidates.clear();
    tried.clear();
    opened.add(one.url());
    from = Optional.of(new Candidate(label, one.url(), "", 0));
  }

  /// What was searched for, for the open link.
  List<String> finds() {
    return List.copyOf(finds);
  }

  List<Known> known() {
    return List.copyOf(known);
  }

  /// Whether every link is known.
  boolean isComplete() {
    return known.size() == chain.links().size();
  }

  /// Whom the open link is about; `?` where the link describes it.
  String subject() {
    return known.isEmpty() ? chain.start() : known.getLast().value();
  }

  /// The words of the open link.
  String link() {
    return chain.links().get(known.size()).text();
  }

  /// What pages are asked now.
  String question() {
    return ShorthandLinks.question(subject(), link());
  }

  /// Whether a page is open already.
  boolean isOpen(URI url) {
    return opened.contains(url);
  }

  /// What may be read now, best first, each with the words that choose it.
  Map<String, URI> choices() {
    var choices = new LinkedHashMap<String, URI>();
    List<Candidate> shown = shown();
    for (int i = 0; i < shown.size(); i++) {
      choices.put(shown.get(i).label() + " " + handle(i), shown.get(i).url());
    }
    return choices;
  }

  private String handle(int position) {
    return Shorthand.handle(question(), position);
  }

  private List<Candidate> shown() {
    var shown = new ArrayList<Candidate>();
    from.filter(one -> !tried.contains(one.url())).ifPresent(shown::add);
    candidates.values().stream()
        .filter(one -> !tried.contains(one.url()))
        .filter(one -> from.isEmpty() || !from.get().url().equals(one.url()))
        .sorted((a, b) -> Integer.compare(b.batch(), a.batch()))
        .limit(CANDIDATES)
        .forEach(shown::add);
    return shown;
  }

  /// All of it as text.
  String text() {
    var text = new StringBuilder();
    if (known.isEmpty() && !chain.start().equals(ShorthandLinks.DESCRIBED)) {
      text.append(chain.start()).append('\n');
    }
    for (Known one : known) {
      if (text.isEmpty() && !one.subject().equals(ShorthandLinks.DESCRIBED)) {
        text.append(one.subject()).append('\n');
      }
      text.append(one.link()).append(" = ").append(one.value()).append('\n');
    }
    if (isComplete()) {
      return text.toString().strip();
    }
    text.append(link()).append('\n');
    List<Candidate> shown = shown();
    int at = 0;
    if (from.isPresent() && !shown.isEmpty() && shown.getFirst().equals(from.get())) {
      text.append("from ").append(from.get().label()).append(' ').append(handle(at++)).append('\n');
    }
    finds.forEach(find -> text.append("find ").append(find).append('\n'));
    misses
        .subList(Math.max(0, misses.size() - MISSES), misses.size())
        .forEach(miss -> text.append(miss).append('\n'));
    for (; at < shown.size(); at++) {
      Candidate one = shown.get(at);
      text.append(one.label()).append(' ').append(handle(at));
      text.append(one.snippet().isEmpty() ? "" : " : " + one.snippet()).append('\n');
    }
    return text.toString().strip();
  }
}
