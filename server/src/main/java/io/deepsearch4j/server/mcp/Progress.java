package io.deepsearch4j.server.mcp;

/// Tells whoever waits for a call what happens meanwhile.
@FunctionalInterface
public interface Progress {
  /// @param message one line
  /// @throws ToolRefusal where nobody waits any more
  void tell(String message);
}
