package io.deepsearch4j.chat;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A request as an OpenAI-compatible endpoint takes it. Pure: the same request is the same bytes.
final class RequestBody {
  private static final JsonMapper JSON = JsonMapper.shared();

  private RequestBody() {}

  static ObjectNode of(ModelRoute route, ChatRequest request, Quirks quirks) {
    Dialect dialect = quirks.dialect(route.dialect());
    ObjectNode body = JSON.createObjectNode();
    body.put("model", route.model(request.thinking()));
    List<Message> marked = route.thinking().mark(request.messages(), request.thinking());
    ArrayNode messages = body.putArray("messages");
    dialect.render(marked, request.tools()).forEach(each -> messages.add(message(each)));
    if (dialect.offersToolsApart() && !request.tools().isEmpty()) {
      ArrayNode tools = body.putArray("tools");
      request.tools().forEach(tool -> tools.add(ToolText.schema(tool)));
    }
    sampling(body, request.sampling());
    if (!dialect.stops().isEmpty()) {
      dialect.stops().forEach(body.putArray("stop")::add);
    }
    if (!request.outputSchema().isEmpty()) {
      format(body.putObject("response_format"), request.outputSchema());
    }
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    route.thinking().write(body, request.thinking());
    quirks.apply(body);
    return body;
  }

  private static ObjectNode message(WireMessage message) {
    ObjectNode node = JSON.createObjectNode();
    node.put("role", message.role());
    node.put("content", message.content());
    if (!message.callId().isEmpty()) {
      node.put("tool_call_id", message.callId());
    }
    if (!message.calls().isEmpty()) {
      ArrayNode calls = node.putArray("tool_calls");
      for (ToolCall call : message.calls()) {
        ObjectNode entry = calls.addObject();
        entry.put("id", call.id());
        entry.put("type", "function");
        entry.putObject("function").put("name", call.tool()).put("arguments", arguments(call));
      }
    }
    return node;
  }

  /// Servers parse the arguments of old calls, and refuse the whole request where they cannot.
  private static String arguments(ToolCall call) {
    return switch (call.parse()) {
      case STRICT, FALLBACK, REPAIRED -> call.arguments();
      case BROKEN -> JSON.createObjectNode().put("unreadable", call.arguments()).toString();
    };
  }

  private static void sampling(ObjectNode body, Sampling sampling) {
    body.put("temperature", sampling.temperature());
    body.put("top_p", sampling.topP());
    body.put("max_tokens", sampling.maxTokens());
    if (sampling.seed() >= 0) {
      body.put("seed", sampling.seed());
    }
  }

  private static void format(ObjectNode format, String schema) {
    try {
      format.put("type", "json_schema");
      format.putObject("json_schema").put("name", "output").set("schema", JSON.readTree(schema));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the output schema is not JSON", e);
    }
  }
}
