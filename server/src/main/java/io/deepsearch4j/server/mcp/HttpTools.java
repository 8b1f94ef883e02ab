package io.deepsearch4j.server.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Tools over streamable HTTP: a servlet for one path, and a filter before it that keeps sessions
/// apart. Who may come in at all is decided before both.
///
/// A call is carried out on the thread of its request, so a call that waits holds up nobody where
/// those threads are virtual.
///
/// @param <C> who calls; equal values are the same caller
public final class HttpTools<C> implements AutoCloseable {
  private static final String CALLER = "caller";
  private static final Duration IDLE = Duration.ofMinutes(30);

  private final HttpServletStreamableServerTransportProvider transport;
  private final McpSyncServer server;
  private final SessionOwners<C> owners;

  /// @param caller who makes a request that was let in
  /// @param maxBytes of a request
  public HttpTools(
      Introduction introduction,
      String path,
      List<OfferedTool<C>> tools,
      Function<HttpServletRequest, C> caller,
      int maxBytes) {
    this(introduction, path, tools, caller, maxBytes, IDLE, SessionOwners.Most.DEFAULT);
  }

  /// @param idle a session that is silent for so long, and for at most twice as long, is ended
  HttpTools(
      Introduction introduction,
      String path,
      List<OfferedTool<C>> tools,
      Function<HttpServletRequest, C> caller,
      int maxBytes,
      Duration idle,
      SessionOwners.Most most) {
    this.transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(McpJson.PROTOCOL)
            .mcpEndpoint(path)
            .contextExtractor(
                request -> McpTransportContext.create(Map.of(CALLER, caller.apply(request))))
            .maxRequestSize(maxBytes)
            .sessionSweepInterval(idle)
            .build();
    this.owners = new SessionOwners<>(caller, most, transport);
    this.server =
        McpServer.sync(transport)
            .serverInfo(introduction.name(), introduction.version())
            .instructions(introduction.instructions())
            .capabilities(Introduction.CAPABILITIES)
            .jsonMapper(McpJson.PROTOCOL)
            .tools(new ToolCalls<C>(this::caller).of(tools))
            .immediateExecution(true)
            .build();
  }

  // The context is ours alone, and this class alone puts a caller into it.
  @SuppressWarnings("unchecked")
  private C caller(McpTransportContext context) {
    return (C) context.get(CALLER);
  }

  public HttpServlet servlet() {
    return transport;
  }

  /// Must stand before the servlet.
  public Filter sessions() {
    return owners;
  }

  /// Ends the sessions and their streams.
  @Override
  public void close() {
    server.closeGracefully();
  }
}
