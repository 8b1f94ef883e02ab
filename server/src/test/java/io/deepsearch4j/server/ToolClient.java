package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls of tools through the protocol library's own client.
final class ToolClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ToolClient() {}

  static McpSyncClient client(URI address, String token) {
    return client(address, token, new CopyOnWriteArrayList<>());
  }

  static McpSyncClient client(URI address, String token, List<ProgressNotification> progress) {
    var client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(address.toString())
                    .endpoint("/mcp")
                    .addHttpRequestCustomizer(
                        (request, _, _, _, _) -> request.header("Authorization", "Bearer " + token))
                    .build())
            .requestTimeout(Duration.ofSeconds(60))
            .progressConsumer(progress::add)
            .build();
    client.initialize();
    return client;
  }

  static String begin(McpSyncClient client) {
    return call(client, "deep_research", Map.of("question", Tower.QUESTION))
        .path("run_id")
        .asString();
  }

  static JsonNode awaited(McpSyncClient client, String run) {
    return call(client, "research_result", Map.of("run_id", run, "wait_seconds", 60));
  }

  static JsonNode verified(McpSyncClient client, String claim, String run) {
    return call(client, "verify_claim", Map.of("claim", claim, "run_id", run));
  }

  static JsonNode call(McpSyncClient client, String tool, Map<String, Object> arguments) {
    return json(client.callTool(request(tool, arguments)));
  }

  private static CallToolRequest request(String tool, Map<String, Object> arguments) {
    return CallToolRequest.builder(tool).arguments(arguments).build();
  }

  static JsonNode json(CallToolResult result) {
    assertThat(result.isError()).as(text(result)).isFalse();
    JsonNode said = JSON.readTree(text(result));
    assertThat(JSON.<JsonNode>valueToTree(result.structuredContent())).isEqualTo(said);
    return said;
  }

  static String refused(McpSyncClient client, String tool, Map<String, Object> arguments) {
    CallToolResult result = client.callTool(request(tool, arguments));
    assertThat(result.isError()).isTrue();
    return text(result);
  }

  private static String text(CallToolResult result) {
    return result.content().stream()
        .map(content -> ((TextContent) content).text())
        .collect(Collectors.joining());
  }
}
