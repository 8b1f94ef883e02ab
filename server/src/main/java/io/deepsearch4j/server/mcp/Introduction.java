package io.deepsearch4j.server.mcp;

import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;

/// How a server of tools introduces itself.
///
/// @param instructions how its tools go together, for the model that will use them
public record Introduction(String name, String version, String instructions) {
  static final ServerCapabilities CAPABILITIES = ServerCapabilities.builder().tools(false).build();
}
