package io.deepsearch4j.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/// One thing that happened in a run. Steps are the only memory: prompt, timeline, resume, record
/// and lesson are all computed from the list of them.
///
/// Every step belongs to an *episode*, one walk of the loop in one role: `plan`, `research/0`,
/// `verify/0`, `research/1`, …
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Step.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = Step.Began.class, name = "began"),
  @JsonSubTypes.Type(value = Step.Chosen.class, name = "chosen"),
  @JsonSubTypes.Type(value = Step.Acted.class, name = "acted"),
  @JsonSubTypes.Type(value = Step.Folded.class, name = "folded"),
  @JsonSubTypes.Type(value = Step.Stopped.class, name = "stopped"),
  @JsonSubTypes.Type(value = Step.Verified.class, name = "verified")
})
public sealed interface Step {

  String episode();

  /// What it cost.
  Spent spent();

  /// The question has a plan.
  record Planned(String episode, Plan plan, Turn turn, Spent spent) implements Step {

    /// Whether it is a person's answer to what the plan asked, so that a new plan is to be made.
    public boolean wantsNewPlan() {
      return turn.isByRule() && turn.chooser().equals(PlanReview.ANSWERED);
    }
  }

  /// An episode begins: everything its briefing needs that is not in later steps.
  record Began(String episode, Role role, Task task, Spent spent) implements Step {}

  /// Somebody chose what to do next.
  record Chosen(String episode, Turn turn, List<Action> actions, Spent spent) implements Step {
    public Chosen {
      actions = List.copyOf(actions);
    }
  }

  /// One of the chosen actions was carried out.
  ///
  /// @param action its position in the choice, from 0
  /// @param evidence what it newly brought
  record Acted(
      String episode, int action, Observation observation, List<Evidence> evidence, Spent spent)
      implements Step {
    public Acted {
      Objects.requireNonNull(observation);
      evidence = List.copyOf(evidence);
    }
  }

  /// The steps of the episode so far were put into a summary, to save context.
  record Folded(String episode, String summary, Turn turn, Spent spent) implements Step {
    public Folded {
      Objects.requireNonNull(summary);
    }
  }

  /// The episode may not go on; one last answer without tools is asked for.
  record Stopped(String episode, StopReason reason, String why, Spent spent) implements Step {}

  /// The verifier has judged a draft.
  record Verified(String episode, Draft draft, Verdict verdict, Spent spent) implements Step {}
}
