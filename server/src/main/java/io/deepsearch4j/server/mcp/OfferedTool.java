package io.deepsearch4j.server.mcp;

import tools.jackson.databind.node.ObjectNode;

/// A tool that other programs may call over MCP.
///
/// @param <C> who calls
/// @param name as it is called
/// @param title for people
/// @param description what it is for, for the model that chooses among tools
/// @param input JSON schema of its arguments
/// @param output JSON schema of its answer
public record OfferedTool<C>(
    String name,
    String title,
    String description,
    ObjectNode input,
    ObjectNode output,
    Effect effect,
    Work<C> work) {

  /// What a call changes.
  public enum Effect {
    /// Nothing; it reads what is here.
    READS,
    /// Something begins that goes out into the world and may cost money.
    BEGINS,
    /// Something ends that was going on.
    ENDS
  }

  /// What a call does.
  ///
  /// @param <C> who calls
  @FunctionalInterface
  public interface Work<C> {
    /// Answers a call with a JSON object that obeys the output schema.
    ///
    /// @param arguments obey the input schema
    /// @throws ToolRefusal where the call cannot be answered as it was made
    ObjectNode answer(C caller, ObjectNode arguments, Progress progress)
        throws InterruptedException;
  }
}
