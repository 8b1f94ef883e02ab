package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The steps of one run, in order. Adding a step stores it before anybody acts on it, then tells
/// the watchers. Safe to share between threads.
final class Journal {

  /// Where steps are kept.
  interface Shelf {
    /// Keeps a step under its position; throws when somebody else has taken that position.
    void keep(int position, Step step);
  }

  private final List<Step> steps;
  private final Shelf shelf;
  private final Listener listener;

  /// Somebody who is told of each step.
  interface Listener {
    void added(int position, Step step);
  }

  Journal(List<Step> steps, Shelf shelf, Listener listener) {
    this.steps = new ArrayList<>(steps);
    this.shelf = shelf;
    this.listener = listener;
  }

  /// A journal that is kept nowhere and begins with these steps.
  static Journal holding(List<Step> steps) {
    return new Journal(steps, (position, step) -> {}, (position, step) -> {});
  }

  synchronized void add(Step step) {
    int position = steps.size();
    shelf.keep(position, step);
    steps.add(step);
    listener.added(position, step);
  }

  synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  /// The steps of one episode, if it has begun.
  Optional<Trajectory> trajectory(String episode) {
    List<Step> own = steps().stream().filter(step -> step.episode().equals(episode)).toList();
    return own.isEmpty() ? Optional.empty() : Optional.of(new Trajectory(own));
  }

  /// The plan, if there is one yet.
  Optional<Plan> plan() {
    return steps().stream()
        .filter(Step.Planned.class::isInstance)
        .map(step -> ((Step.Planned) step).plan())
        .findFirst();
  }

  /// Everything found in the run, in the order of its ids.
  List<Evidence> evidence() {
    return steps().stream()
        .filter(Step.Acted.class::isInstance)
        .flatMap(step -> ((Step.Acted) step).evidence().stream())
        .toList();
  }

  /// What the run has cost so far.
  Spent spent() {
    return steps().stream().map(Step::spent).reduce(Spent.NOTHING, Spent::plus);
  }
}
