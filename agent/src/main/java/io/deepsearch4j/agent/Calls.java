package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Reply;

/// Buys replies for one step of a run, and never the same one twice: what was paid for before a
/// crash is given back as it was.
interface Calls {

  /// The reply of the model that plays a part.
  Reply reply(Part part, ChatRequest request);
}
