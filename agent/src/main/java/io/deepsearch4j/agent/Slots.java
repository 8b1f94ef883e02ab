package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import java.net.URI;

/// Purchases of a part of a step: slots get a prefix, so that two parts may use the same names.
record Slots(Purchases calls, String prefix) implements Purchases {

  @Override
  public Reply reply(String slot, Part part, ChatRequest request) {
    return calls.reply(prefix + slot, part, request);
  }

  @Override
  public Searched search(String slot, Query query) {
    return calls.search(prefix + slot, query);
  }

  @Override
  public Fetched open(String slot, URI url) {
    return calls.open(prefix + slot, url);
  }

  @Override
  public Spent spent() {
    return calls.spent();
  }
}
