package io.deepsearch4j.server;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.chat.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A request for a completion in the form of the OpenAI API, understood.
///
/// @param effort how hard to think; empty if nothing was said
/// @param streamUsage whether a stream ends with what it cost
/// @param logProbabilities as [ChatRequest] has them
record CompletionRequest(
    String model,
    List<Message> messages,
    List<ToolSpec> tools,
    String schema,
    Sampling sampling,
    String effort,
    boolean stream,
    boolean streamUsage,
    int logProbabilities,
    JsonNode body) {
  private static final int MOST_TOOLS = 128;

  static CompletionRequest of(JsonNode body) {
    var wire = new Wire(body);
    refuseWhatIsNotThere(wire);
    List<Message> messages = WireMessages.chat(wire.list("messages"));
    return new CompletionRequest(
        wire.text("model", ""),
        messages,
        tools(wire),
        schema(wire.object("response_format")),
        sampling(wire, wire.whole("max_completion_tokens", wire.whole("max_tokens", 0))),
        wire.text("reasoning_effort", wire.object("reasoning").text("effort", "")),
        wire.flag("stream"),
        wire.object("stream_options").flag("include_usage"),
        logProbabilities(wire),
        body);
  }

  private static void refuseWhatIsNotThere(Wire wire) {
    if (wire.whole("n", 1) != 1) {
      throw Wire.invalid("n must be 1; ask several times for several answers");
    }
    if (wire.field("stop").isPresent()) {
      throw Wire.invalid("stop is not supported; cut the answer yourself");
    }
  }

  private static int logProbabilities(Wire wire) {
    long likeliest = wire.whole("top_logprobs", 0);
    if (likeliest < 0 || likeliest > ChatRequest.MOST_LIKELIEST) {
      throw Wire.invalid("top_logprobs must be 0 to " + ChatRequest.MOST_LIKELIEST);
    }
    if (wire.flag("logprobs")) {
      return Math.toIntExact(likeliest);
    }
    if (likeliest > 0) {
      throw Wire.invalid("top_logprobs needs logprobs to be true");
    }
    return -1;
  }

  boolean wantsLogProbabilities() {
    return logProbabilities >= 0;
  }

  static Sampling sampling(Wire wire, long maxTokens) {
    Sampling usual = Sampling.DEFAULT;
    try {
      return new Sampling(
          wire.number("temperature", usual.temperature()),
          wire.number("top_p", usual.topP()),
          maxTokens == 0 ? usual.maxTokens() : Math.toIntExact(maxTokens),
          wire.whole("seed", usual.seed()));
    } catch (IllegalArgumentException e) {
      throw Wire.invalid(String.valueOf(e.getMessage()));
    } catch (ArithmeticException _) {
      throw Wire.invalid("max_tokens is too large");
    }
  }

  private static List<ToolSpec> tools(Wire wire) {
    List<JsonNode> offered = wire.list("tools");
    if (offered.size() > MOST_TOOLS) {
      throw Wire.invalid("at most " + MOST_TOOLS + " tools can be offered");
    }
    var tools = new ArrayList<ToolSpec>();
    for (JsonNode tool : offered) {
      tools.add(ToolChoice.tool(new Wire(tool)));
    }
    return ToolChoice.of(wire.field("tool_choice")).among(tools);
  }

  static String schema(Wire format) {
    String type = format.text("type", "text");
    return switch (type) {
      case "text" -> "";
      case "json_object" -> "{\"type\":\"object\"}";
      case "json_schema" -> {
        // The chat API wraps the schema once more than the responses API does.
        Wire holder = format.field("schema").isPresent() ? format : format.object("json_schema");
        JsonNode schema =
            holder
                .field("schema")
                .orElseThrow(() -> Wire.invalid("response_format lacks its schema"));
        yield schema.toString();
      }
      default -> throw Wire.invalid("response_format must be text, json_object or json_schema");
    };
  }

  /// What a model is asked.
  ChatRequest chat() {
    Thinking thinking =
        !effort.isEmpty() && WireEffort.of(effort) == RunWish.Effort.LOW
            ? Thinking.FAST
            : Thinking.SLOW;
    return new ChatRequest(messages, tools, thinking, sampling, schema)
        .withLogProbabilities(logProbabilities);
  }
}
