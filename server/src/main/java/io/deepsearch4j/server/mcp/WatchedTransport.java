package io.deepsearch4j.server.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.util.List;
import reactor.core.publisher.Mono;

/// A transport that says when its session is over, which the protocol library tells nobody.
final class WatchedTransport implements McpServerTransportProvider {
  private final McpServerTransportProvider transport;
  private final Runnable onEnd;

  WatchedTransport(McpServerTransportProvider transport, Runnable onEnd) {
    this.transport = transport;
    this.onEnd = onEnd;
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    transport.setSessionFactory(one -> factory.create(new Watched(one)));
  }

  @Override
  public Mono<Void> notifyClients(String method, Object parameters) {
    return transport.notifyClients(method, parameters);
  }

  @Override
  public Mono<Void> notifyClient(String session, String method, Object parameters) {
    return transport.notifyClient(session, method, parameters);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return transport.closeGracefully();
  }

  @Override
  public List<String> protocolVersions() {
    return transport.protocolVersions();
  }

  private final class Watched implements McpServerTransport {
    private final McpServerTransport one;

    private Watched(McpServerTransport one) {
      this.one = one;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return one.sendMessage(message);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return one.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
      return one.protocolVersions();
    }

    @Override
    public Mono<Void> closeGracefully() {
      return one.closeGracefully();
    }

    @Override
    public void close() {
      one.close();
      onEnd.run();
    }
  }
}
