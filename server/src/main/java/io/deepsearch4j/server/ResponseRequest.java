package io.deepsearch4j.server;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import io.deepsearch4j.chat.ToolCall;
import io.deepsearch4j.chat.ToolSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A request in the form of the responses API, understood.
///
/// @param tools functions that a served model may call; the agent brings its own
/// @param background whether the answer may come later
record ResponseRequest(
    String model,
    List<Message> messages,
    List<ToolSpec> tools,
    String schema,
    Sampling sampling,
    String effort,
    boolean background,
    boolean stream,
    JsonNode body) {

  static ResponseRequest of(JsonNode body) {
    var wire = new Wire(body);
    if (wire.field("previous_response_id").isPresent() || wire.field("conversation").isPresent()) {
      throw Wire.invalid("responses cannot be chained; send what was said before as input");
    }
    String model = wire.text("model", "");
    return new ResponseRequest(
        model,
        messages(wire),
        AgentModel.of(model).isPresent() ? List.of() : tools(wire),
        CompletionRequest.schema(wire.object("text").object("format")),
        CompletionRequest.sampling(wire, wire.whole("max_output_tokens", 0)),
        wire.object("reasoning").text("effort", ""),
        wire.flag("background"),
        wire.flag("stream"),
        body);
  }

  private static List<ToolSpec> tools(Wire wire) {
    List<ToolSpec> tools =
        wire.list("tools").stream().map(tool -> ToolChoice.tool(new Wire(tool))).toList();
    return ToolChoice.of(wire.field("tool_choice")).among(tools);
  }

  private static List<Message> messages(Wire wire) {
    var messages = new ArrayList<Message>();
    String instructions = wire.text("instructions", "");
    if (!instructions.isEmpty()) {
      messages.add(new Message.System(instructions));
    }
    JsonNode input =
        wire.field("input").orElseThrow(() -> Wire.invalid("input is missing; send a text"));
    if (input.isString()) {
      messages.add(new Message.User(input.asString()));
      return List.copyOf(messages);
    }
    Map<String, String> toolsByCall = new HashMap<>();
    for (JsonNode item : wire.list("input")) {
      add(new Wire(item), toolsByCall, messages);
    }
    if (messages.isEmpty()) {
      throw Wire.invalid("input is empty; send a text");
    }
    return List.copyOf(messages);
  }

  private static void add(Wire item, Map<String, String> toolsByCall, List<Message> messages) {
    switch (item.text("type", "message")) {
      case "message" -> messages.addAll(WireMessages.chat(List.of(item.node())));
      case "function_call" -> {
        var call =
            new ToolCall(
                item.text("call_id", ""),
                item.text("name", ""),
                item.text("arguments", "{}"),
                ToolCall.Parse.STRICT);
        toolsByCall.put(call.id(), call.tool());
        messages.add(new Message.Assistant("", "", List.of(call)));
      }
      case "function_call_output" -> {
        String id = item.text("call_id", "");
        String tool = toolsByCall.get(id);
        if (tool == null) {
          throw Wire.invalid("a function_call_output answers no call; its call_id is unknown");
        }
        messages.add(new Message.ToolResult(id, tool, item.text("output", "")));
      }
      // Thoughts and searches of earlier answers are of no use to later ones.
      case "reasoning", "web_search_call" -> {}
      default -> throw Wire.invalid("input takes messages, function calls and their outputs");
    }
  }

  ChatRequest chat() {
    Thinking thinking = WireEffort.of(effort) == RunWish.Effort.LOW ? Thinking.FAST : Thinking.SLOW;
    return new ChatRequest(messages, tools, thinking, sampling, schema);
  }
}
