package io.deepsearch4j.server;

import static io.deepsearch4j.server.ToolClient.awaited;
import static io.deepsearch4j.server.ToolClient.begin;
import static io.deepsearch4j.server.ToolClient.call;
import static io.deepsearch4j.server.ToolClient.client;
import static io.deepsearch4j.server.ToolClient.json;
import static io.deepsearch4j.server.ToolClient.refused;
import static io.deepsearch4j.server.ToolClient.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The protocol library's own client against a real server.
class McpApiTest {
  @TempDir private Path folder;

  @Test
  void offersTheToolsWithSchemasAndWhatTheyChange() {
    try (var server = TestServer.start(folder, Tower.model());
        var client = client(server.address(), TestServer.TOKEN)) {
      List<Tool> tools = client.listTools().tools();

      assertThat(tools)
          .extracting(Tool::name)
          .containsExactlyInAnyOrder(
              "search",
              "fetch",
              "verify_claim",
              "deep_research",
              "research_status",
              "research_result",
              "research_cancel");
      assertThat(tools).allSatisfy(tool -> assertThat(tool.outputSchema()).isNotEmpty());
      assertThat(tool(tools, "search").annotations().readOnlyHint()).isTrue();
      assertThat(tool(tools, "deep_research").annotations().readOnlyHint()).isFalse();
      assertThat(tool(tools, "research_cancel").annotations().destructiveHint()).isTrue();
    }
  }

  @Test
  void researchesAndFindsItsSourcesAgain() {
    try (var server = TestServer.start(folder, Tower.model());
        var client = client(server.address(), TestServer.TOKEN)) {
      String run = begin(client);

      JsonNode result = awaited(client, run);

      assertThat(result.path("answer").asString()).isEqualTo("330 m");
      assertThat(result.path("text").asString()).contains(Tower.FACT).contains("[1]");
      assertThat(result.path("state").asString()).isEqualTo("completed");
      assertThat(result.path("stop_reason").asString()).isEqualTo("answered");
      assertThat(result.path("citations").path(0).path("url").asString())
          .isEqualTo(Tower.PAGE.toString());
      assertThat(result.path("citations").path(0).path("quote").asString()).isEqualTo(Tower.FACT);
      assertThat(result.path("cost").decimalValue()).isPositive();

      JsonNode found = call(client, "search", Map.of("query", "height of the tower"));
      assertThat(found.path("results")).hasSize(1);
      JsonNode hit = found.path("results").path(0);
      assertThat(hit.path("title").asString()).isEqualTo("The tower");
      assertThat(hit.path("url").asString()).isEqualTo(Tower.PAGE.toString());

      JsonNode text = call(client, "fetch", Map.of("id", hit.path("id").asString()));
      assertThat(text.path("text").asString()).contains(Tower.FACT);
      assertThat(text.path("url").asString()).isEqualTo(Tower.PAGE.toString());
      assertThat(text.path("metadata").path("run_id").asString()).isEqualTo(run);
    }
  }

  @Test
  void findsOfferedDocumentsToo() {
    try (var server = TestServer.start(folder, Tower.model());
        var client = client(server.address(), TestServer.TOKEN)) {
      JsonNode found = call(client, "search", Map.of("query", "lift"));

      String id = found.path("results").path(0).path("id").asString();
      JsonNode text = call(client, "fetch", Map.of("id", id));

      assertThat(text.path("text").asString()).isEqualTo(Leaflet.TEXT);
      assertThat(text.path("url").asString()).isEqualTo(Leaflet.FILE.toString());
    }
  }

  @Test
  void answersUnknownTextsAndPlacesOutsideAlike() {
    try (var server = TestServer.start(folder, Tower.model());
        var client = client(server.address(), TestServer.TOKEN)) {
      List<String> said =
          List.of("document:file:///etc/passwd", "document:file:///nowhere", "document:::", "x")
              .stream()
              .map(id -> refused(client, "fetch", Map.of("id", id)))
              .distinct()
              .toList();

      assertThat(said).containsExactly("there is no text of that id; use an id that search gave");
    }
  }

  @Test
  void tellsOfTheProgressWhileItWaits() throws InterruptedException {
    var gate = new Gate(Tower.model(), 2);
    var progress = new CopyOnWriteArrayList<ProgressNotification>();
    try (var server = TestServer.start(folder, gate);
        var client = client(server.address(), TestServer.TOKEN, progress)) {
      String run = begin(client);
      gate.awaitReached();
      gate.openWhen(() -> server.seats() > 0);

      CallToolResult result =
          client.callTool(
              CallToolRequest.builder("research_result")
                  .arguments(Map.of("run_id", run, "wait_seconds", 60))
                  .progressToken("token-1")
                  .build());

      assertThat(json(result).path("ended").asBoolean()).isTrue();
      assertThat(progress).isNotEmpty();
      assertThat(progress).allSatisfy(one -> assertThat(one.progressToken()).isEqualTo("token-1"));
      assertThat(progress.stream().map(ProgressNotification::message))
          .anyMatch(line -> line.contains("opened https://tower.example/"));
    }
  }

  @Test
  void waitsNoLongerThanItWasToldTo() {
    var gate = new Gate(Tower.model(), 2);
    try (var server = TestServer.start(folder, gate);
        var client = client(server.address(), TestServer.TOKEN)) {
      String run = begin(client);

      JsonNode result = call(client, "research_result", Map.of("run_id", run, "wait_seconds", 1));

      assertThat(result.path("ended").asBoolean()).isFalse();
      assertThat(result.path("next").asString()).contains("call research_result again");
      gate.open();
    }
  }

  @Test
  void endsARunThatIsNotWantedAnyMore() throws InterruptedException {
    var gate = new Gate(Tower.model(), 2);
    try (var server = TestServer.start(folder, gate);
        var client = client(server.address(), TestServer.TOKEN)) {
      String run = begin(client);
      gate.awaitReached();

      call(client, "research_cancel", Map.of("run_id", run));
      JsonNode result = awaited(client, run);

      assertThat(result.path("state").asString()).isEqualTo("cancelled");
      assertThat(call(client, "research_status", Map.of("run_id", run)).path("state").asString())
          .isEqualTo("cancelled");
    }
  }

  @Test
  void holdsAClaimAgainstWhatIsKnown() {
    try (var server = TestServer.start(folder, Tower.model());
        var client = client(server.address(), TestServer.TOKEN)) {
      String run = begin(client);
      awaited(client, run);

      JsonNode right = verified(client, "The tower is 330 m high.", run);
      JsonNode wrong = verified(client, "The tower is 324 m high.", run);
      JsonNode unknown = verified(client, "Bees dance.", run);

      assertThat(right.path("verdict").asString()).isEqualTo("supported");
      assertThat(right.path("passages").path(0).path("stands").asBoolean()).isTrue();
      assertThat(wrong.path("verdict").asString()).isEqualTo("unsupported");
      assertThat(wrong.path("why").asString()).contains("324");
      assertThat(unknown.path("verdict").asString()).isEqualTo("unchecked");
    }
  }

  @Test
  void keepsWhatOneUserFoundFromAnother() {
    try (var server = TestServer.start(folder, Tower.model());
        var ada = client(server.address(), TestServer.ADA);
        var bob = client(server.address(), TestServer.BOB)) {
      String run = begin(ada);
      awaited(ada, run);
      String id =
          call(ada, "search", Map.of("query", "tower"))
              .path("results")
              .path(0)
              .path("id")
              .asString();

      assertThat(call(bob, "search", Map.of("query", "tower")).path("results")).isEmpty();
      for (String tool : List.of("research_status", "research_result", "research_cancel")) {
        assertThat(refused(bob, tool, Map.of("run_id", run))).startsWith("there is no run");
      }
      assertThat(refused(bob, "fetch", Map.of("id", id))).startsWith("there is no run");
      assertThat(refused(bob, "verify_claim", Map.of("claim", "x", "run_id", run)))
          .startsWith("there is no run");
    }
  }

  @Test
  void refusesArgumentsThatNoSchemaKnows() {
    try (var server = TestServer.start(folder, Tower.model());
        var client = client(server.address(), TestServer.TOKEN)) {
      String said =
          refused(
              client,
              "deep_research",
              Map.of("question", Tower.QUESTION, "mcp_servers", Map.of("command", "sh")));

      assertThat(said).contains("mcp_servers");
      assertThat(server.store.list("", 10)).isEmpty();
      assertThat(refused(client, "deep_research", Map.of("question", " "))).contains("empty");
    }
  }

  @Test
  void endsItsSessionsWhenTheServerStops() {
    var server = TestServer.start(folder, Tower.model());
    var client = client(server.address(), TestServer.TOKEN);

    server.close();

    assertThatThrownBy(client::listTools).isNotNull();
    client.close();
  }

  private static Tool tool(List<Tool> tools, String name) {
    return tools.stream().filter(tool -> tool.name().equals(name)).findFirst().orElseThrow();
  }
}
