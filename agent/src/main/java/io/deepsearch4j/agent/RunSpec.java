package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Price;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Everything that was asked for, stored with the run so that any process can go on with it.
///
/// @param seeds addresses the user named
/// @param models which model plays which part; empty where none does
/// @param wiring where to search and what to ask, as JSON that only the front door understands;
///   holds no secrets
/// @param approval whether the run waits until its plan is approved
/// @param tools of others that the researcher may call
public record RunSpec(
    Question question,
    List<URI> seeds,
    AgentConfig config,
    Map<Part, Named> models,
    String wiring,
    Approval approval,
    List<OutsideTool> tools) {

  /// A model by name, with its prices.
  public record Named(String model, Price price) {}

  public RunSpec {
    Objects.requireNonNull(question);
    seeds = List.copyOf(seeds);
    Objects.requireNonNull(config);
    models = Map.copyOf(models);
    Objects.requireNonNull(wiring);
    // Runs stored before plans could be approved and tools of others called lack both.
    approval = approval == null ? Approval.NOT_NEEDED : approval;
    tools = tools == null ? List.of() : List.copyOf(tools);
  }

  /// A run without tools of others.
  public RunSpec(
      Question question,
      List<URI> seeds,
      AgentConfig config,
      Map<Part, Named> models,
      String wiring,
      Approval approval) {
    this(question, seeds, config, models, wiring, approval, List.of());
  }

  /// A run that goes on with whatever plan is made.
  public RunSpec(
      Question question,
      List<URI> seeds,
      AgentConfig config,
      Map<Part, Named> models,
      String wiring) {
    this(question, seeds, config, models, wiring, Approval.NOT_NEEDED);
  }

  String json() {
    return Replies.JSON.writeValueAsString(this);
  }

  /// The specification of a stored run.
  public static RunSpec of(Run run) {
    return Replies.JSON.readValue(run.spec(), RunSpec.class);
  }
}
