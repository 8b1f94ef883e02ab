package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.ScriptedChatModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The official OpenAI and MCP clients for JavaScript against a real server.
class JavaScriptClientTest {
  private static final Path SCRIPTS = Path.of("src/test/js");

  @TempDir Path folder;

  @Test
  void completesStreamsCallsToolsAndCancels() throws Exception {
    assumeInstalled("openai");
    var model =
        ScriptedChatModel.answering(
            _ -> ScriptedChatModel.calling(ScriptedChatModel.call("c1", "weather", "{}")));
    try (var server =
        TestServer.start(
            folder, Tower.model(), "The tower", Map.of("small", model), UnaryOperator.identity())) {
      JsonNode seen = run("client.js", server);

      assertThat(seen.path("content").asString()).isEqualTo("The tower is 330 m high. [1]");
      assertThat(seen.path("citation").asString()).isEqualTo(Tower.PAGE.toString());
      assertThat(seen.path("streamed").asString()).isEqualTo("The tower is 330 m high. [1]");
      assertThat(seen.path("tool").asString()).isEqualTo("weather");
      assertThat(seen.path("response").asString()).isEqualTo("The tower is 330 m high. [1]");
      assertThat(seen.path("cancelled").asBoolean()).isTrue();
      assertThat(seen.path("refused").asInt()).isEqualTo(401);
    }
  }

  @Test
  @Tag("slow")
  void callsToolsAndHearsOfTheirProgress() throws Exception {
    assumeInstalled("@modelcontextprotocol/sdk");
    var gate = new Gate(Tower.model(), 2);
    try (var server = TestServer.start(folder, gate)) {
      gate.openWhen(() -> server.seats() > 0);

      JsonNode seen = run("tools.js", server);

      assertThat(seen.path("tools").valueStream().map(JsonNode::asString))
          .contains("search", "fetch", "deep_research");
      assertThat(seen.path("answer").asString()).isEqualTo("330 m");
      assertThat(seen.path("progress").valueStream().map(JsonNode::asInt).toList())
          .isNotEmpty()
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(seen.path("found").asString()).isEqualTo(Tower.PAGE.toString());
      assertThat(seen.path("text").asString()).contains(Tower.FACT);
      assertThat(seen.path("refused").asBoolean()).isTrue();
      assertThat(seen.path("stranger").asString()).isNotEmpty();
    }
  }

  private static void assumeInstalled(String client) {
    Assumptions.assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules").resolve(client)),
        "the client is not there; run npm ci in server/src/test/js");
  }

  private JsonNode run(String script, TestServer server) throws InterruptedException, IOException {
    Path out = folder.resolve("out.json");
    Process node;
    try {
      node =
          new ProcessBuilder(
                  "node", script, server.address().toString(), TestServer.TOKEN, Tower.QUESTION)
              .directory(SCRIPTS.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
    } catch (IOException _) {
      Assumptions.abort("node is not there; install Node.js to run this test");
      throw new AssertionError("unreachable");
    }
    int code = node.waitFor();
    String text = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(code).as(text).isZero();
    return JsonMapper.builder().build().readTree(text);
  }
}
