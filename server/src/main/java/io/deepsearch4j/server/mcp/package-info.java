/// The Model Context Protocol, in both directions and over both transports: tools of ours for other
/// programs, and tools of other programs for us.
///
/// This package knows the protocol. It does not know what the tools do, who may come in, or what an
/// agent is. Start reading with [io.deepsearch4j.server.mcp.OfferedTool].
@NullMarked
package io.deepsearch4j.server.mcp;

import org.jspecify.annotations.NullMarked;
