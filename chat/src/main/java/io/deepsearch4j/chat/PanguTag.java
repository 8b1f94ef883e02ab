package io.deepsearch4j.chat;

import java.util.ArrayList;
import java.util.List;

/// The ` /no_think` at the end of a message that asks openPangu for a fast reply.
final class PanguTag {
  private static final String FAST = " /no_think";

  /// Stands for thinking that was asked for and did not come.
  private static final String NO_THOUGHT = "\n";

  private PanguTag() {}

  static List<Message> mark(List<Message> messages, Thinking thinking) {
    var marked = new ArrayList<Message>(messages);
    boolean fast = thinking == Thinking.FAST;
    boolean wanted = true;
    for (int i = messages.size() - 1; i >= 0; i--) {
      switch (messages.get(i)) {
        case Message.System _ -> {}
        case Message.Assistant assistant -> {
          // A lesson ends with the reply itself; how it was asked is then the caller's word.
          if (i < messages.size() - 1) {
            fast = assistant.reasoning().isEmpty();
          }
          wanted = true;
        }
        case Message.User(var text) -> {
          if (fast && wanted) {
            marked.set(i, new Message.User(text + FAST));
          }
          wanted = false;
        }
        case Message.ToolResult(var id, var tool, var text) -> {
          if (fast && wanted) {
            marked.set(i, new Message.ToolResult(id, tool, text + FAST));
          }
          wanted = false;
        }
      }
    }
    return marked;
  }

  static Message.Assistant settle(Message.Assistant reply, Thinking thinking) {
    return switch (thinking) {
      case FAST -> new Message.Assistant(reply.text(), "", reply.calls());
      case SLOW ->
          reply.reasoning().isEmpty()
              ? new Message.Assistant(reply.text(), NO_THOUGHT, reply.calls())
              : reply;
    };
  }
}
