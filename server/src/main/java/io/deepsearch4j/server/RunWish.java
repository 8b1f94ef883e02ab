package io.deepsearch4j.server;

import io.deepsearch4j.agent.AgentConfig;
import io.deepsearch4j.agent.Approval;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/// What somebody asks of the agent, in the words that every door of the server shares.
///
/// @param depth how much work the question is worth
/// @param effort how hard the model thinks
/// @param language tag of the language of the answer; empty for that of the question
/// @param model one of the served models; empty for the one in the settings
/// @param maxCost zero for what the settings say
/// @param maxSteps 0 for what the settings say
/// @param maxMinutes 0 for what the settings say
public record RunWish(
    String question,
    AgentConfig.Depth depth,
    Effort effort,
    Places places,
    String language,
    String model,
    BigDecimal maxCost,
    int maxSteps,
    int maxMinutes,
    Approval approval) {

  /// How hard the model thinks: as fast as it can, as the settings say, as slowly as it can.
  public enum Effort {
    LOW,
    MEDIUM,
    HIGH
  }

  /// Where to look.
  ///
  /// @param web the internet
  /// @param sites to stay within; at most one today
  /// @param documents names of folders that the settings offer, or `uploads` for the asker's own
  /// @param practice seeds of practice webs; at most one
  public record Places(boolean web, List<URI> sites, List<String> documents, List<Long> practice) {
    public static final Places THE_WEB = new Places(true, List.of(), List.of(), List.of());

    public Places {
      sites = List.copyOf(sites);
      documents = List.copyOf(documents);
      practice = List.copyOf(practice);
      if ((web ? 1 : 0) + sites.size() + practice.size() > 1) {
        throw new IllegalArgumentException(
            "places: the web, one site and a practice web exclude each other; choose one");
      }
      if (!web && sites.isEmpty() && practice.isEmpty() && documents.isEmpty()) {
        throw new IllegalArgumentException(
            "places: there is nowhere to look; name documents, a site or the web");
      }
    }
  }

  public RunWish {
    Objects.requireNonNull(question);
    Objects.requireNonNull(depth);
    Objects.requireNonNull(effort);
    Objects.requireNonNull(places);
    Objects.requireNonNull(approval);
    if (!language.matches("([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?")) {
      throw new IllegalArgumentException("language must be a tag such as en or zh");
    }
    Objects.requireNonNull(model);
    if (maxCost.signum() < 0 || maxCost.compareTo(new BigDecimal("1e9")) > 0) {
      throw new IllegalArgumentException("max_cost must be 0 to a thousand million");
    }
    if (maxSteps < 0 || maxSteps > 10_000 || maxMinutes < 0 || maxMinutes > 10_000) {
      throw new IllegalArgumentException("max_steps and max_minutes must be 0 to 10000");
    }
  }

  /// A question with nothing else said.
  public static RunWish of(String question, AgentConfig.Depth depth) {
    return new RunWish(
        question,
        depth,
        Effort.MEDIUM,
        Places.THE_WEB,
        "",
        "",
        BigDecimal.ZERO,
        0,
        0,
        Approval.NOT_NEEDED);
  }
}
