package io.deepsearch4j.server;

import io.deepsearch4j.agent.AgentConfig.Depth;
import io.deepsearch4j.agent.Approval;
import io.deepsearch4j.agent.Question;
import io.deepsearch4j.chat.Message;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The wish for a run that hides in a request for a completion. The fields by which other research
/// services are told how and where to search are understood.
final class AgentWish {
  private static final int LONGEST_BEFORE = 6_000;

  private AgentWish() {}

  /// @param effort how hard to think, as the request said it
  static RunWish of(AgentModel model, List<Message> messages, String effort, JsonNode body) {
    var wire = new Wire(body);
    refuseWhatTheAgentCannotDo(wire);
    Wire web = wire.object("web_search_options");
    String size = web.text("search_context_size", "");
    Depth depth = size.isEmpty() ? model.depth() : depth(size);
    try {
      return new RunWish(
          question(messages),
          depth,
          WireEffort.of(effort),
          places(wire),
          wire.text("language_code", ""),
          "",
          BigDecimal.ZERO,
          0,
          0,
          Approval.NOT_NEEDED);
    } catch (IllegalArgumentException e) {
      throw Wire.invalid(String.valueOf(e.getMessage()));
    }
  }

  // A client that asks for one of these builds on it; an answer without it would mislead.
  private static void refuseWhatTheAgentCannotDo(Wire wire) {
    for (JsonNode tool : wire.list("tools")) {
      // Searching the web is what it does anyhow.
      if (!new Wire(tool).text("type", "").startsWith("web_search")) {
        throw Wire.invalid(
            "the agent calls no tools of a request; leave tools out, name a server of tools in the"
                + " settings (mcp.servers), or ask another model of GET /v1/models");
      }
    }
    String chat = CompletionRequest.schema(wire.object("response_format"));
    String responses = CompletionRequest.schema(wire.object("text").object("format"));
    if (!chat.isEmpty() || !responses.isEmpty()) {
      throw Wire.invalid(
          "the agent answers in text; leave the format out, and have another model of GET"
              + " /v1/models bring the answer into it");
    }
  }

  private static Depth depth(String word) {
    try {
      return Words.depth(word);
    } catch (IllegalArgumentException _) {
      throw Wire.invalid("search_context_size must be low, medium or high");
    }
  }

  /// The last thing the user said; what was said before is put in front of it, cut to its end.
  private static String question(List<Message> messages) {
    if (!(messages.getLast() instanceof Message.User(var last))) {
      throw Wire.invalid("the last message must be the user's: it is the question");
    }
    var before = new StringBuilder();
    for (Message message : messages.subList(0, messages.size() - 1)) {
      String who =
          switch (message) {
            case Message.User _ -> "Question: ";
            case Message.Assistant _ -> "Answer: ";
            case Message.System _, Message.ToolResult _ -> "";
          };
      if (!who.isEmpty() && !message.text().isBlank()) {
        before.append(who).append(message.text().strip()).append('\n');
      }
    }
    if (before.isEmpty() || last.length() + LONGEST_BEFORE > Question.LONGEST) {
      return last;
    }
    String end = before.substring(Math.max(0, before.length() - LONGEST_BEFORE));
    return last.strip() + "\n\nSaid before:\n" + end;
  }

  private static RunWish.Places places(Wire wire) {
    List<JsonNode> hosts =
        wire.field("only_hostnames").isPresent()
            ? wire.list("only_hostnames")
            : wire.list("search_domain_filter");
    List<String> wanted =
        hosts.stream()
            .map(host -> host.asString(""))
            .filter(host -> !host.startsWith("-"))
            .toList();
    if (wanted.isEmpty()) {
      return RunWish.Places.THE_WEB;
    }
    return wanted.stream()
        .map(AgentWish::site)
        .flatMap(Optional::stream)
        .findFirst()
        .filter(_ -> wanted.size() == 1)
        .map(site -> new RunWish.Places(false, List.of(site), List.of(), List.of()))
        .orElseThrow(
            () -> Wire.invalid("a search can be limited to one host, such as docs.example.org"));
  }

  private static Optional<URI> site(String host) {
    if (!host.matches("[A-Za-z0-9.-]{1,253}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI("https", host, "/", null));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
