package io.deepsearch4j.engine.grammar;

import java.util.List;
import java.util.Objects;

/// What a reply may consist of.
///
/// @param schema JSON schema that the text must obey; empty for free text
public record ReplyRules(
    ReplyFormat format, Thought thought, Calls calls, List<Tool> tools, String schema) {

  /// Whether the reply thinks before it speaks.
  public enum Thought {
    /// It does not.
    NONE,
    /// It may.
    OPTIONAL,
    /// It has begun to: the prompt ends with the mark.
    BEGUN
  }

  /// Whether the reply calls tools.
  public enum Calls {
    FORBIDDEN,
    OPTIONAL,
    REQUIRED
  }

  /// An offered tool.
  ///
  /// @param arguments JSON schema of its arguments, as text; an object schema
  public record Tool(String name, String arguments) {
    public Tool {
      Objects.requireNonNull(arguments);
      if (name.isBlank()) {
        throw new IllegalArgumentException("a tool needs a name");
      }
    }
  }

  public ReplyRules {
    Objects.requireNonNull(format);
    Objects.requireNonNull(thought);
    tools = List.copyOf(tools);
    Objects.requireNonNull(schema);
    if (calls == Calls.REQUIRED && tools.isEmpty()) {
      throw new IllegalArgumentException("a reply cannot call a tool when none is offered");
    }
  }

  /// Free text without thoughts and calls.
  public static ReplyRules text(ReplyFormat format) {
    return new ReplyRules(format, Thought.NONE, Calls.FORBIDDEN, List.of(), "");
  }

  public ReplyRules withThought(Thought other) {
    return new ReplyRules(format, other, calls, tools, schema);
  }

  public ReplyRules withTools(List<Tool> offered, Calls wanted) {
    return new ReplyRules(format, thought, wanted, offered, schema);
  }

  public ReplyRules withSchema(String other) {
    return new ReplyRules(format, thought, calls, tools, other);
  }
}
