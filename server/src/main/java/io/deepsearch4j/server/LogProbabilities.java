package io.deepsearch4j.server;

import io.deepsearch4j.chat.LikelyToken;
import io.deepsearch4j.chat.LikelyToken.Candidate;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How likely the tokens of a message were, as the chat API writes it.
final class LogProbabilities {
  private LogProbabilities() {}

  static ObjectNode of(List<LikelyToken> tokens) {
    ObjectNode node = Json.MAPPER.createObjectNode();
    ArrayNode content = node.putArray("content");
    for (LikelyToken token : tokens) {
      ObjectNode one = content.addObject();
      write(one, token.chosen());
      ArrayNode likeliest = one.putArray("top_logprobs");
      token.likeliest().forEach(candidate -> write(likeliest.addObject(), candidate));
    }
    node.putNull("refusal");
    return node;
  }

  private static void write(ObjectNode node, Candidate candidate) {
    node.put("token", candidate.text());
    node.put("logprob", candidate.logProbability());
    candidate.bytes().forEach(node.putArray("bytes")::add);
  }
}
