package io.deepsearch4j.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/// What comes out.
///
/// @param model which model answered, as the server named it
/// @param modeIgnored the request asked for FAST and the server thought all the same
/// @param remarks what was mended or dropped on the way, one sentence each
/// @param likelihoods of the tokens of the text, without thoughts, calls and special tokens; none
///   where they were not asked for or the model tells none
public record Reply(
    Message.Assistant message,
    Finish finish,
    Usage usage,
    String model,
    boolean modeIgnored,
    List<String> remarks,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LikelyToken> likelihoods) {

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
    // Stored replies without any lack the field.
    likelihoods = likelihoods == null ? List.of() : List.copyOf(likelihoods);
  }

  /// A reply without log-probabilities.
  public Reply(
      Message.Assistant message,
      Finish finish,
      Usage usage,
      String model,
      boolean modeIgnored,
      List<String> remarks) {
    this(message, finish, usage, model, modeIgnored, remarks, List.of());
  }
}
