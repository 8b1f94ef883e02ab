package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import java.net.URI;

/// Sells the replies of a model straight, and nothing else: for a reader under test.
record ModelPurchases(ChatModel model) implements Purchases {

  @Override
  public Reply reply(String slot, Part part, ChatRequest request) {
    return model.reply(request, _ -> {});
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
