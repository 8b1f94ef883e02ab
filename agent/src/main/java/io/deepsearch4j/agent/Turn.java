package io.deepsearch4j.agent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.Thinking;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Who chose, and how: a model's reply as it came, or the name of the rule that chose without one.
///
/// @param chooser the model's name, or `best-first`
/// @param requestSha256 of the request that was answered, so that it can be computed again and
///   compared; empty without a model
/// @param modeIgnored fast thinking was asked for and the server thought all the same
public record Turn(
    String chooser,
    Thinking thinking,
    Message.Assistant message,
    String requestSha256,
    Reply.Finish finish,
    boolean modeIgnored,
    List<String> remarks) {

  public Turn {
    Objects.requireNonNull(chooser);
    Objects.requireNonNull(thinking);
    Objects.requireNonNull(message);
    Objects.requireNonNull(requestSha256);
    Objects.requireNonNull(finish);
    remarks = List.copyOf(remarks);
  }

  /// Whether no model was asked.
  @JsonIgnore
  public boolean isByRule() {
    return requestSha256.isEmpty();
  }

  /// The same with one more remark.
  Turn remarking(String remark) {
    var more = new ArrayList<>(remarks);
    more.add(remark);
    return new Turn(chooser, thinking, message, requestSha256, finish, modeIgnored, more);
  }

  /// A choice made by a rule.
  ///
  /// @param why shown to whoever watches
  static Turn byRule(String rule, String why) {
    return new Turn(
        rule,
        Thinking.FAST,
        new Message.Assistant(why, "", List.of()),
        "",
        Reply.Finish.STOP,
        false,
        List.of());
  }
}
