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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The official OpenAI client for JavaScript against a real server.
class JavaScriptClientTest {
  private static final Path SCRIPTS = Path.of("src/test/js");

  @TempDir Path folder;

  @Test
  void completesStreamsCallsToolsAndCancels() throws Exception {
    Assumptions.assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules/openai")),
        "the client is not there; run npm install in server/src/test/js");
    var model =
        ScriptedChatModel.answering(
            _ -> ScriptedChatModel.calling(ScriptedChatModel.call("c1", "weather", "{}")));
    try (var server =
        TestServer.start(
            folder, Tower.model(), "The tower", Map.of("small", model), UnaryOperator.identity())) {
      JsonNode seen = run(server.address().toString());

      assertThat(seen.path("content").asString()).isEqualTo("The tower is 330 m high. [1]");
      assertThat(seen.path("citation").asString()).isEqualTo(Tower.PAGE.toString());
      assertThat(seen.path("streamed").asString()).isEqualTo("The tower is 330 m high. [1]");
      assertThat(seen.path("tool").asString()).isEqualTo("weather");
      assertThat(seen.path("response").asString()).isEqualTo("The tower is 330 m high. [1]");
      assertThat(seen.path("cancelled").asBoolean()).isTrue();
      assertThat(seen.path("refused").asInt()).isEqualTo(401);
    }
  }

  private JsonNode run(String address) throws InterruptedException, IOException {
    Path out = folder.resolve("out.json");
    Process node;
    try {
      node =
          new ProcessBuilder("node", "client.js", address, TestServer.TOKEN, Tower.QUESTION)
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
