package io.deepsearch4j.server;

import io.deepsearch4j.agent.AgentConfig.Depth;
import java.util.List;
import java.util.Optional;

/// The agent under the name of a model: how much work it puts into a question.
enum AgentModel {
  QUICK("deepsearch-quick", Depth.QUICK),
  STANDARD("deepsearch", Depth.STANDARD),
  DEEP("deepsearch-deep", Depth.DEEP);

  private final String id;
  private final Depth depth;

  AgentModel(String id, Depth depth) {
    this.id = id;
    this.depth = depth;
  }

  String id() {
    return id;
  }

  Depth depth() {
    return depth;
  }

  static Optional<AgentModel> of(String id) {
    return List.of(values()).stream().filter(one -> one.id.equals(id)).findFirst();
  }
}
