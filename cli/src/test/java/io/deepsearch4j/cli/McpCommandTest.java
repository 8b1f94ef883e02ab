package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `deepsearch mcp` in a process of its own, asked by the protocol library's own client.
@Tag("slow")
class McpCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  @BeforeEach
  void offerDocuments() throws IOException {
    Path documents = Files.createDirectories(folder.resolve("documents"));
    Files.writeString(documents.resolve("tower.md"), "# Tower\n\nThe tower is 330 m high.\n");
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(
        folder.resolve("home/deepsearch.yaml"),
        "server:\n  documents:\n    towers: " + documents + "\n");
  }

  @Test
  void servesTheSameToolsOverStandardInputAndOutput() {
    try (McpSyncClient client = client()) {
      client.initialize();

      JsonNode found = call(client, "search", Map.of("query", "tower"));
      JsonNode text =
          call(client, "fetch", Map.of("id", found.path("results").path(0).path("id").asString()));
      JsonNode begun =
          call(
              client,
              "deep_research",
              Map.of(
                  "question",
                  "How high is the tower?",
                  "places",
                  Map.of("documents", List.of("towers"))));
      JsonNode result =
          call(
              client,
              "research_result",
              Map.of("run_id", begun.path("run_id").asString(), "wait_seconds", 60));

      assertThat(client.listTools().tools()).extracting(Tool::name).contains("verify_claim");
      assertThat(text.path("text").asString()).contains("The tower is 330 m high.");
      assertThat(result.path("text").asString()).contains("330 m");
      assertThat(result.path("ended").asBoolean()).isTrue();
    }
  }

  @Test
  void saysNothingButTheProtocolAndEndsWithItsInput() throws IOException, InterruptedException {
    var builder = new ProcessBuilder(Child.command("mcp", "--verbose"));
    Child.environment(builder.environment(), folder.resolve("home"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();

    var in = process.outputWriter(StandardCharsets.UTF_8);
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      in.write(
          """
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
          "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
          """);
      in.flush();
      JsonNode first = JSON.readTree(out.readLine());
      in.close();
      List<String> rest = out.lines().toList();

      assertThat(first.path("result").path("serverInfo").path("name").asString())
          .isEqualTo("deepsearch4j");
      assertThat(rest).isEmpty();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void isUnderstoodByTheOfficialJavaScriptClient() throws IOException, InterruptedException {
    Path scripts = Path.of("..", "server", "src", "test", "js");
    Assumptions.assumeTrue(
        Files.isDirectory(scripts.resolve("node_modules/@modelcontextprotocol/sdk")),
        "the client is not there; run npm ci in server/src/test/js");
    List<String> command = new ArrayList<>(List.of("node", "stdio.js"));
    command.addAll(Child.command("mcp"));
    // Seen from the folder of the scripts.
    command.replaceAll(
        word -> word.startsWith("@") ? "@" + Path.of(word.substring(1)).toAbsolutePath() : word);
    var builder = new ProcessBuilder(command).directory(scripts.toFile());
    Child.environment(builder.environment(), folder.resolve("home"));
    Process node = builder.redirectErrorStream(true).start();

    String said;
    try (var out = node.inputReader(StandardCharsets.UTF_8)) {
      said = out.readAllAsString();
    }

    assertThat(node.waitFor()).as(said).isZero();
    JsonNode seen = JSON.readTree(said);
    assertThat(seen.path("tools").valueStream().map(JsonNode::asString))
        .contains("search", "fetch", "deep_research");
    assertThat(seen.path("text").asString()).contains("The tower is 330 m high.");
  }

  private McpSyncClient client() {
    List<String> command = Child.command("mcp");
    var environment = new HashMap<String, String>();
    Child.environment(environment, folder.resolve("home"));
    return McpClient.sync(
            new StdioClientTransport(
                ServerParameters.builder(command.getFirst())
                    .args(command.subList(1, command.size()))
                    .env(environment)
                    .build(),
                McpJsonDefaults.getMapper()))
        .requestTimeout(Duration.ofSeconds(90))
        .initializationTimeout(Duration.ofSeconds(180))
        .build();
  }

  private static JsonNode call(McpSyncClient client, String tool, Map<String, Object> arguments) {
    CallToolResult result =
        client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    String text = ((TextContent) result.content().getFirst()).text();
    assertThat(result.isError()).as(text).isFalse();
    return JSON.readTree(text);
  }
}
