package io.deepsearch4j.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The tokens of a reply: as the server counted them, estimated where it did not.
///
/// @param remarks what was estimated
record Counts(Usage usage, List<String> remarks) {

  static Counts of(Optional<JsonNode> sent, ChatRequest request, Written written) {
    if (sent.isEmpty()) {
      return new Counts(
          estimate(request, written), List.of("The server sent no usage; tokens are estimated."));
    }
    JsonNode usage = sent.get();
    var remarks = new ArrayList<String>();
    long prompt = count(usage, "prompt_tokens");
    long completion = count(usage, "completion_tokens");
    long cached =
        Math.max(
            count(usage.path("prompt_tokens_details"), "cached_tokens"),
            count(usage, "prompt_cache_hit_tokens"));
    JsonNode details = usage.path("completion_tokens_details");
    long reasoning = count(details, "reasoning_tokens");
    if (reasoning == 0 && !written.reasoning().isBlank()) {
      reasoning = Math.min(completion, TokenEstimate.DEFAULT.tokens(written.reasoning()));
      remarks.add("The server did not count reasoning tokens; they are estimated.");
    }
    return new Counts(
        new Usage(prompt, Math.min(cached, prompt), completion, Math.min(reasoning, completion)),
        remarks);
  }

  private static Usage estimate(ChatRequest request, Written written) {
    TokenEstimate estimate = TokenEstimate.DEFAULT;
    long reasoning = estimate.tokens(written.reasoning());
    long completion = reasoning + estimate.tokens(written.text());
    for (Written.WireCall call : written.calls()) {
      completion += estimate.tokens(call.tool() + call.arguments());
    }
    return new Usage(estimate.tokens(request), 0, completion, reasoning);
  }

  private static long count(JsonNode usage, String field) {
    JsonNode count = usage.path(field);
    return count.isNumber() ? Math.max(0, count.asLong(0)) : 0;
  }
}
