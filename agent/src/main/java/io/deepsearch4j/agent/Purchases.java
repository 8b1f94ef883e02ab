package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.web.Fetched;
import io.deepsearch4j.web.Query;
import io.deepsearch4j.web.Searched;
import java.net.URI;

/// Buys replies, searches and fetches for one step of a run, and never the same one twice: what was
/// paid for before a crash is given back as it was. Safe to share between the threads of a step as
/// long as each slot is used by one of them.
interface Purchases {

  /// The reply of the model that plays a part.
  ///
  /// @param slot names the call within the step: `choose`, `read/0`, …
  Reply reply(String slot, Part part, ChatRequest request);

  /// What a search gives.
  Searched search(String slot, Query query);

  /// What an address gives.
  Fetched open(String slot, URI url);

  /// What was spent through this object so far.
  Spent spent();
}
