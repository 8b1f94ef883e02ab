package io.deepsearch4j.chat;

import java.util.Objects;

/// An offered tool.
///
/// @param parameters JSON schema of its arguments, as text; an object schema
public record ToolSpec(String name, String description, String parameters) {
  public ToolSpec {
    Objects.requireNonNull(name);
    Objects.requireNonNull(description);
    Objects.requireNonNull(parameters);
  }
}
