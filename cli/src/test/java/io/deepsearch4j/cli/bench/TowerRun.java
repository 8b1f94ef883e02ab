package io.deepsearch4j.cli.bench;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Question;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.chat.Price;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is asked of [Towers].
final class TowerRun {
  private static final int MANY = 1_000;

  private TowerRun() {}

  static RunSpec spec() {
    AgentConfig d = AgentConfig.DEFAULT;
    Map<Part, RunSpec.Named> models =
        Arrays.stream(Part.values())
            .collect(Collectors.toMap(part -> part, _ -> new RunSpec.Named("stub", Price.FREE)));
    return new RunSpec(
        new Question("How high are the towers?", "en", LocalDate.of(2026, 1, 15)),
        List.of(),
        new AgentConfig(
            AgentConfig.Depth.DEEP,
            MANY,
            d.maxMinutes(),
            d.maxTokens(),
            d.maxCost(),
            1,
            0,
            d.policy(),
            d.window(),
            d.pace(),
            d.style()),
        models,
        "{}");
  }
}
