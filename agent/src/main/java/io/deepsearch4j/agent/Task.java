package io.deepsearch4j.agent;

import java.util.List;
import java.util.Objects;

/// What an episode is to do.
///
/// @param draft what to judge; empty for a researcher
/// @param given evidence from earlier episodes that may be cited
/// @param lacking what an earlier draft lacked, one phrase each; empty at first
/// @param budget of this episode
/// @param pace how hard to think at each kind of step
/// @param tools of others that may be called beside our own
public record Task(
    Question question,
    Plan plan,
    Draft draft,
    List<Evidence> given,
    List<String> lacking,
    Budget budget,
    Pace pace,
    List<OutsideTool> tools) {
  public Task {
    Objects.requireNonNull(question);
    Objects.requireNonNull(plan);
    Objects.requireNonNull(draft);
    given = List.copyOf(given);
    lacking = List.copyOf(lacking);
    Objects.requireNonNull(budget);
    Objects.requireNonNull(pace);
    // Steps stored before there were tools of others lack it.
    tools = tools == null ? List.of() : List.copyOf(tools);
  }

  /// A task for our own tools.
  public Task(
      Question question,
      Plan plan,
      Draft draft,
      List<Evidence> given,
      List<String> lacking,
      Budget budget,
      Pace pace) {
    this(question, plan, draft, given, lacking, budget, pace, List.of());
  }
}
