package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps of one run, in order. Adding a step stores it before anybody acts on it, then tells
/// the watchers. Safe to share between threads.
final class Journal {

  /// Where steps are kept.
  interface Shelf {
    /// Keeps a step under its position; throws when somebody else has taken that position.
    void keep(int position, Step step);
  }

  private final List<Step> steps = new ArrayList<>();
  private final Map<String, List<Step>> episodes = new HashMap<>();
  private final List<Evidence> evidence = new ArrayList<>();
  private final Shelf shelf;
  private final Listener listener;
  private Spent spent = Spent.NOTHING;

  /// Somebody who is told of each step.
  interface Listener {
    void added(int position, Step step);
  }

  Journal(List<Step> steps, Shelf shelf, Listener listener) {
    this.shelf = shelf;
    this.listener = listener;
    steps.forEach(this::note);
  }

  /// A journal that is kept nowhere and begins with these steps.
  static Journal holding(List<Step> steps) {
    return new Journal(steps, (position, step) -> {}, (position, step) -> {});
  }

  synchronized void add(Step step) {
    int position = steps.size();
    shelf.keep(position, step);
    note(step);
    listener.added(position, step);
  }

  private void note(Step step) {
    steps.add(step);
    episodes.computeIfAbsent(step.episode(), _ -> new ArrayList<>()).add(step);
    spent = spent.plus(step.spent());
    if (step instanceof Step.Acted acted) {
      evidence.addAll(acted.evidence());
    }
  }

  synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  /// How many steps there are.
  synchronized int size() {
    return steps.size();
  }

  /// The steps of one episode, if it has begun.
  synchronized Optional<Trajectory> trajectory(String episode) {
    return Optional.ofNullable(episodes.get(episode)).map(Trajectory::new);
  }

  /// The plan, if there is one yet.
  synchronized Optional<Plan> plan() {
    return PlanReview.current(steps);
  }

  /// Everything found in the run, in the order of its ids.
  synchronized List<Evidence> evidence() {
    return List.copyOf(evidence);
  }

  /// What the run has cost so far.
  synchronized Spent spent() {
    return spent;
  }
}
