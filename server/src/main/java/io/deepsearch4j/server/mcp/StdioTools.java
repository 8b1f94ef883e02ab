package io.deepsearch4j.server.mcp;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Tools over two streams, for the one program at their other end.
public final class StdioTools {
  private StdioTools() {}

  /// Serves until the other side closes its stream, or sends what is no message.
  ///
  /// @param <C> who calls
  /// @param caller whoever started this process
  /// @param maxCharacters of a message
  public static <C> void serve(
      Introduction introduction,
      List<OfferedTool<C>> tools,
      C caller,
      InputStream in,
      OutputStream out,
      int maxCharacters)
      throws InterruptedException {
    var ended = new CountDownLatch(1);
    var transport =
        new WatchedTransport(
            new StdioServerTransportProvider(McpJson.PROTOCOL, in, out, maxCharacters),
            ended::countDown);
    McpSyncServer server =
        McpServer.sync(transport)
            .serverInfo(introduction.name(), introduction.version())
            .instructions(introduction.instructions())
            .capabilities(Introduction.CAPABILITIES)
            .jsonMapper(McpJson.PROTOCOL)
            .tools(new ToolCalls<C>(_ -> caller).of(tools))
            .build();
    try {
      ended.await();
    } finally {
      server.closeGracefully();
    }
  }
}
