package io.deepsearch4j.chat;

import java.util.List;
import java.util.Objects;

/// What comes out.
///
/// @param model which model answered, as the server named it
/// @param modeIgnored the request asked for FAST and the server thought all the same
/// @param remarks what was mended or dropped on the way, one sentence each
public record Reply(
    Message.Assistant message,
    Finish finish,
    Usage usage,
    String model,
    boolean modeIgnored,
    List<String> remarks) {

  /// Why the model stopped.
  public enum Finish {
    STOP,
    TOOL_CALLS,
    /// Out of tokens: the text is cut.
    LENGTH,
    CONTENT_FILTER
  }

  public Reply {
    Objects.requireNonNull(message);
    Objects.requireNonNull(finish);
    Objects.requireNonNull(usage);
    Objects.requireNonNull(model);
    remarks = List.copyOf(remarks);
  }
}
