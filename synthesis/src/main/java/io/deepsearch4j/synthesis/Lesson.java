package io.deepsearch4j.synthesis;

import io.deepsearch4j.chat.Conversation;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Thinking;
import java.util.ArrayList;
import java.util.List;

/// A request and the reply to learn.
///
/// @param prompt all messages before the reply; the first names the part
record Lesson(List<Message> prompt, Said said, Thinking thinking) {
  Lesson {
    prompt = List.copyOf(prompt);
  }

  /// The part that it teaches to play.
  String part() {
    return prompt.getFirst().text();
  }

  Conversation conversation() {
    List<Message> messages = new ArrayList<>(prompt);
    String thought =
        switch (thinking) {
          case FAST -> "";
          case SLOW -> said.thought();
        };
    messages.add(new Message.Assistant(said.reply(), thought, List.of()));
    return new Conversation(messages, List.of(), thinking);
  }
}
