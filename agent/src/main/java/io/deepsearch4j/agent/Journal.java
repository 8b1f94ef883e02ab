package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
  private final Consumer<Step> watcher;

  Journal(List<Step> steps, Shelf shelf, Consumer<Step> watcher) {
    this.steps = new ArrayList<>(steps);
    this.shelf = shelf;
    this.watcher = watcher;
  }

  /// A journal that is kept nowhere.
  static Journal inMemory(Consumer<Step> watcher) {
    return new Journal(List.of(), (position, step) -> {}, watcher);
  }

  synchronized void add(Step step) {
    shelf.keep(steps.size(), step);
    steps.add(step);
    watcher.accept(step);
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
