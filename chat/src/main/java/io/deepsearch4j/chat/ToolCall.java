package io.deepsearch4j.chat;

import java.util.Objects;

/// A wish to use a tool.
///
/// @param id unique within the conversation
/// @param arguments a JSON object as text; [Parse#BROKEN] where no parser could make it one
/// @param parse how it was found
public record ToolCall(String id, String tool, String arguments, Parse parse) {

  /// How a call was read from what the model wrote.
  public enum Parse {
    /// The server's own tool-call field, or the dialect's tags with valid JSON.
    STRICT,
    /// A fenced block or bare JSON naming a known tool.
    FALLBACK,
    /// JSON that had to be mended first.
    REPAIRED,
    /// Recognised as a call, arguments beyond repair.
    BROKEN
  }

  public ToolCall {
    Objects.requireNonNull(id);
    Objects.requireNonNull(tool);
    Objects.requireNonNull(arguments);
    Objects.requireNonNull(parse);
  }
}
