package io.deepsearch4j.chat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gives each call an id that is unique within its conversation, the same whenever it is read
/// again.
final class CallIds {
  private final Set<String> taken = new HashSet<>();
  private final int turn;
  private int next;

  CallIds(List<Message> messages) {
    turn = messages.size();
    for (Message message : messages) {
      if (message instanceof Message.Assistant(var _, var _, var calls)) {
        calls.forEach(call -> taken.add(call.id()));
      }
    }
  }

  /// The wanted id, or another where it is empty or taken: some servers count from 0 in each reply.
  String unique(String wanted) {
    String id = wanted;
    while (id.isEmpty() || !taken.add(id)) {
      id = "call_" + turn + "_" + next++;
    }
    return id;
  }
}
