package io.deepsearch4j.chat;

import java.util.List;

/// A dialect that has calls and results in the text itself, and so can render a whole conversation
/// as the text a model was trained on.
public sealed interface TextDialect extends Dialect
    permits HermesDialect, NanoDialect, PanguDialect {

  /// The conversation up to where the model begins to write; complete, if its last message is the
  /// assistant's. A pure function.
  ///
  /// @param thinking how the last reply is to be thought, or was
  Rendering renderText(List<Message> messages, List<ToolSpec> tools, Thinking thinking);

  /// The token that ends a turn, as it is spelled.
  String turnEnd();

  /// The token that begins a thought, as it is spelled.
  String thoughtStart();

  /// The token that ends a thought, as it is spelled.
  String thoughtEnd();

  /// The reply as it may be kept, so that rendering it again asks for the same thinking.
  default Message.Assistant settle(Message.Assistant reply, Thinking thinking) {
    return reply;
  }

  @Override
  default boolean offersToolsApart() {
    return false;
  }
}
