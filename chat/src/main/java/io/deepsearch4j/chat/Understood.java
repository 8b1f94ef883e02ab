package io.deepsearch4j.chat;

import java.util.List;
import java.util.Objects;

/// What a reply turned out to say.
///
/// @param remarks what was mended or dropped on the way, one sentence each
public record Understood(Message.Assistant message, List<String> remarks) {
  public Understood {
    Objects.requireNonNull(message);
    remarks = List.copyOf(remarks);
  }
}
