package io.deepsearch4j.agent;

import io.deepsearch4j.chat.JsonRepair;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The JSON object in a model's reply: the whole text, the inside of a code fence, or what stands
/// between the first brace and the last; mended where it is a little broken.
final class LooseJson {
  private LooseJson() {}

  static Optional<JsonNode> object(String text) {
    int open = text.indexOf('{');
    if (open < 0) {
      return Optional.empty();
    }
    int close = text.lastIndexOf('}');
    String inside = close > open ? text.substring(open, close + 1) : text.substring(open);
    return JsonRepair.mend(inside).filter(JsonNode::isObject);
  }
}
