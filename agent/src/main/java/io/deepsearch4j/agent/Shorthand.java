package io.deepsearch4j.agent;

import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.ReplyForms;
import io.deepsearch4j.chat.Sampling;
import io.deepsearch4j.chat.Thinking;
import java.util.List;

/// What all requests in shorthand share; the formats stand in docs/shorthand.md.
final class Shorthand {
  /// So many pages have a name at a time.
  static final int HANDLES = 64;

  private static final int MOST_TOKENS = 256;

  private Shorthand() {}

  /// A request of one turn. Small models are asked for what they think likeliest.
  static ChatRequest request(String part, String text, Thinking thinking, ReplyForms forms) {
    return new ChatRequest(
        List.of(new Message.System(part), new Message.User(text)),
        List.of(),
        thinking,
        Sampling.DEFAULT.withTemperature(0).withMaxTokens(MOST_TOKENS),
        "",
        forms);
  }

  /// The name of the page at a position of a list. Lists begin at different names, so that a model
  /// meets all of them equally often.
  ///
  /// @param list what the list is about
  static String handle(String list, int position) {
    return "@" + Math.floorMod(list.hashCode() + position, HANDLES);
  }
}
