/// The Model Context Protocol, in both directions and over both transports: tools of ours for other
/// programs ([io.deepsearch4j.server.mcp.OfferedTool]), and tools of other programs for our runs
/// ([io.deepsearch4j.server.mcp.ToolServers]).
///
/// This package knows the protocol. It does not know what our tools do or who may come in; of the
/// agent it knows how tools of others are offered to it.
@NullMarked
package io.deepsearch4j.server.mcp;

import org.jspecify.annotations.NullMarked;
