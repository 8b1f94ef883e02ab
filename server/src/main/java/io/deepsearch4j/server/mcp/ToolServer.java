package io.deepsearch4j.server.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// One server whose tools we call. It is reached when first needed and again after it was lost, and
/// offers us nothing but its tools: it gets no model, no folder and no person of ours to ask. Safe
/// to share between threads.
final class ToolServer implements AutoCloseable {
  private static final int LONGEST_MESSAGE = 4_000_000;
  private static final int MOST_PAGES = 20;
  private static final Implementation WE = Implementation.builder("deepsearch4j", "0.1.0").build();

  private final String name;
  private final ToolServerConfig config;
  private final AtomicReference<Optional<McpSyncClient>> connected =
      new AtomicReference<>(Optional.empty());

  /// @param name as the settings call it
  ToolServer(String name, ToolServerConfig config) {
    this.name = name;
    this.config = config;
  }

  String name() {
    return name;
  }

  ToolServerConfig config() {
    return config;
  }

  /// What it offers.
  ///
  /// @throws ToolServerException where it cannot be reached or does not speak the protocol
  List<Tool> tools() {
    return attempt(
        client -> {
          var tools = new ArrayList<Tool>();
          String next = null;
          for (int page = 0; page < MOST_PAGES; page++) {
            ListToolsResult result = next == null ? client.listTools() : client.listTools(next);
            tools.addAll(result.tools());
            next = result.nextCursor();
            if (next == null) {
              break;
            }
          }
          return tools;
        });
  }

  /// Calls a tool.
  ///
  /// @throws ToolServerException where it does not answer in time or not in order
  CallToolResult call(String tool, Map<String, Object> arguments) {
    return attempt(
        client -> client.callTool(CallToolRequest.builder(tool).arguments(arguments).build()));
  }

  private interface Request<T> {
    T of(McpSyncClient client);
  }

  private <T> T attempt(Request<T> request) {
    try {
      return request.of(client());
    } catch (RuntimeException e) {
      // Whatever state it is in: the next call begins anew.
      disconnect();
      if (isInterruption(e)) {
        Thread.currentThread().interrupt();
        throw new ToolServerException("the call to " + name + " was cancelled", e);
      }
      throw new ToolServerException(
          "the tool server "
              + name
              + (config.token().isEmpty() ? " " : " does not accept our token, ")
              + "cannot be reached, has died, or did not answer within "
              + config.timeout().toSeconds()
              + " s; see mcp.servers."
              + name
              + " in the settings",
          e);
    }
  }

  private static boolean isInterruption(Throwable trouble) {
    for (Throwable one = trouble; one != null; one = one.getCause()) {
      if (one instanceof InterruptedException) {
        return true;
      }
    }
    return Thread.currentThread().isInterrupted();
  }

  private synchronized McpSyncClient client() {
    Optional<McpSyncClient> known = connected.get();
    if (known.isPresent()) {
      return known.get();
    }
    McpSyncClient client =
        McpClient.sync(transport())
            .clientInfo(WE)
            .requestTimeout(config.timeout())
            .initializationTimeout(config.timeout())
            .build();
    connected.set(Optional.of(client));
    client.initialize();
    return client;
  }

  private McpClientTransport transport() {
    if (!config.command().isEmpty()) {
      return new ProcessTransport(
          config.command(), config.env(), LONGEST_MESSAGE, this::disconnect);
    }
    URI url = URI.create(config.url());
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var transport =
        HttpClientStreamableHttpTransport.builder(url.resolve("/").toString())
            .endpoint(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
            .jsonMapper(McpJson.PROTOCOL)
            .connectTimeout(config.timeout())
            .maxResponseSize(LONGEST_MESSAGE)
            .resumableStreams(false)
            // What the settings name is asked, and nobody to whom that points.
            .customizeClient(client -> client.followRedirects(HttpClient.Redirect.NEVER));
    if (!config.token().isEmpty()) {
      transport.addHttpRequestCustomizer(
          (request, _, _, _, _) -> request.setHeader("Authorization", "Bearer " + config.token()));
    }
    return transport.build();
  }

  private void disconnect() {
    connected.getAndSet(Optional.empty()).ifPresent(McpSyncClient::close);
  }

  @Override
  public void close() {
    disconnect();
  }
}
