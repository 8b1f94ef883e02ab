package io.deepsearch4j.cli;

import io.deepsearch4j.agent.AgentConfig.Depth;
import io.deepsearch4j.chat.Price;
import io.deepsearch4j.server.RunWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that say how to work: short names for the settings that people change most.
final class EffortFlags {
  private static final List<String> STEPS =
      List.of("plan", "choose", "read", "judge", "answer", "fold", "stumble");

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A language model, such as openai:gpt-5-mini or local:./FOLDER; none for none.")
  private @Nullable String model;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "An OpenAI-compatible endpoint, up to and with /v1.")
  private @Nullable String baseUrl;

  @Option(
      names = "--depth",
      paramLabel = "DEPTH",
      description = "How much work the question is worth: quick, standard or deep.")
  private @Nullable Depth depth;

  @Option(
      names = "--effort",
      paramLabel = "EFFORT",
      description =
          "How hard the model thinks: low (fast always), medium (as set), high (slow always).")
  private RunWish.@Nullable Effort effort;

  @Option(
      names = "--max-cost",
      paramLabel = "MONEY",
      description = "Stop when this much is spent, by the prices in chat.price.")
  private @Nullable String maxCost;

  @Option(names = "--max-steps", paramLabel = "N", description = "Stop after N tool calls.")
  private @Nullable String maxSteps;

  @Option(
      names = "--lang",
      paramLabel = "TAG",
      description = "Language of the answer, such as en or zh; that of the question if not given.")
  private @Nullable String language;

  List<ConfigLoader.Flag> flags() {
    var flags = new ArrayList<ConfigLoader.Flag>();
    add(flags, "model", "none".equals(model) ? "" : model, "--model");
    add(flags, "chat.base-url", baseUrl, "--base-url");
    add(
        flags,
        "agent.depth",
        depth == null ? null : depth.name().toLowerCase(Locale.ROOT),
        "--depth");
    add(flags, "agent.max-cost", maxCost, "--max-cost");
    add(flags, "agent.max-steps", maxSteps, "--max-steps");
    add(flags, "language", language, "--lang");
    if (effort != null) {
      paces(effort).forEach((key, thinking) -> add(flags, key, thinking, "--effort"));
    }
    return flags;
  }

  /// The settings that a word for effort stands for.
  static Map<String, String> paces(RunWish.Effort effort) {
    return switch (effort) {
      case LOW -> paces("fast");
      case MEDIUM -> Map.of();
      case HIGH -> paces("slow");
    };
  }

  private static Map<String, String> paces(String thinking) {
    return STEPS.stream().collect(Collectors.toMap(step -> "agent.pace." + step, _ -> thinking));
  }

  private static void add(
      List<ConfigLoader.Flag> flags, String key, @Nullable String text, String flag) {
    if (text != null) {
      flags.add(new ConfigLoader.Flag(key, text, flag));
    }
  }

  /// What was asked for and will have no effect.
  List<String> warnings(Config config) {
    var warnings = new ArrayList<String>();
    boolean free = config.chat().price().equals(Price.FREE);
    boolean local = LocalName.is(config.model());
    if (local && baseUrl != null) {
      warnings.add("--base-url has no effect on a model that runs in this process");
    }
    if (maxCost != null && config.hasModel() && free) {
      warnings.add(
          local
              ? "--max-cost has no effect on a model that runs in this process and costs nothing"
              : "--max-cost has no effect until chat.price says what tokens cost");
    }
    if (!config.hasModel() && (effort != null || baseUrl != null)) {
      warnings.add("--effort and --base-url have no effect without a model; name one with --model");
    }
    return warnings;
  }
}
