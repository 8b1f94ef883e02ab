package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import java.net.URI;

/// Refuses every purchase: who works without a model buys nothing.
final class NoPurchases implements Purchases {

  @Override
  public Reply reply(String slot, Part part, ChatRequest request) {
    throw new AssertionError("a reply was bought");
  }

  @Override
  public Searched search(String slot, Query query) {
    throw new AssertionError("a search was bought");
  }

  @Override
  public Fetched open(String slot, URI url) {
    throw new AssertionError("a page was bought");
  }

  @Override
  public Spent spent() {
    return Spent.NOTHING;
  }
}
