package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.server.DeepSearchServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Callers' own documents, from the upload to the answer, with everything real.
@Tag("slow")
class UploadedDocumentsTest {
  private static final String ADA = "ada-token-0123456789-a";
  private static final String BOB = "bob-token-0123456789-b";
  private static final Map<String, String> TOKENS =
      Map.of("OWNER_TOKEN", "owner-token-0123456789", "ADA_TOKEN", ADA, "BOB_TOKEN", BOB);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private ServedFoundation opened;
  private DeepSearchServer server;

  @BeforeEach
  void serve() throws IOException {
    Path handbook = Files.createDirectory(folder.resolve("handbook"));
    Files.writeString(handbook.resolve("lift.md"), "# Lift\n\nThe lift carries 40 people.\n");
    Files.writeString(
        folder.resolve("deepsearch.yaml"),
        """
        version: 1
        home: %s
        server:
          port: 0
          token: ${OWNER_TOKEN}
          users: {ada: "${ADA_TOKEN}", bob: "${BOB_TOKEN}"}
          documents: {handbook: ./handbook}
        """
            .formatted(folder.resolve("home")));
    SettingsTree tree = new ConfigLoader(TOKENS, folder).load(Optional.empty(), List.of());
    Config config = ConfigLoader.config(tree, TOKENS);
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var console =
        new Console(nowhere, nowhere, new ByteArrayInputStream(new byte[0]), TOKENS, folder, 0);
    opened = new ServedFoundation(tree, config, console);
    server =
        DeepSearchServer.start(
            opened.foundation(),
            config.server(),
            config.server().token(),
            Clock.systemUTC(),
            new SecureRandom());
  }

  @AfterEach
  void close() {
    server.close();
    opened.close();
  }

  @Test
  void aRunFindsItsAnswerInTheCallersOwnDocumentsAndNobodyElseDoes() {
    upload(ADA, "tower.md", "# Corvane\n\nThe Corvane tower is 330 m high.\n");

    HttpResponse<String> begun = start(ADA);
    String id = json(begun).path("id").asString();
    JsonNode run =
        await(
            () -> json(get(ADA, "api/v1/runs/" + id)),
            one -> one.path("state").asString().matches("completed|partial|failed"));

    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    assertThat(run.path("state").asString()).isEqualTo("completed");
    assertThat(get(ADA, "api/v1/runs/" + id + "/report?format=markdown").body())
        .contains("330 m")
        .contains("tower.md");
    HttpResponse<String> refused = start(BOB);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("you have uploaded no documents yet");
    assertThat(get(BOB, "api/v1/documents").body()).doesNotContain("tower.md");
  }

  @Test
  void offeredFoldersAreListedForEverybodyAndReadInTheBackground() {
    JsonNode handbook =
        await(
            () -> json(get(BOB, "api/v1/documents")).path("documents").path(0),
            one -> !one.at("/files/0/state").asString().equals("waiting"));

    assertThat(handbook)
        .hasToString(
            "{\"name\":\"handbook\",\"files\":[{\"path\":\"lift.md\",\"state\":\"read\","
                + "\"pages\":0,\"trouble\":\"\"}],\"uploads\":false}");
  }

  @Test
  void aBombInAFileDoesNoHarm() throws IOException {
    assertThat(upload(ADA, "report.docx", bomb()).statusCode()).isEqualTo(201);

    JsonNode bomb =
        await(
            () -> json(get(ADA, "api/v1/documents")).path("documents").path(1).at("/files/0"),
            one -> !one.path("state").asString().equals("waiting"));
    upload(ADA, "tower.md", "# Corvane\n\nThe Corvane tower is 330 m high.\n");
    JsonNode tower =
        await(
            () -> json(get(ADA, "api/v1/documents")).path("documents").path(1).at("/files/1"),
            one -> !one.path("state").asString().equals("waiting"));

    assertThat(bomb.path("state").asString()).isEqualTo("failed");
    assertThat(bomb.path("trouble").asString())
        .startsWith("report.docx")
        .doesNotContain(folder.toString());
    assertThat(tower.path("state").asString()).isEqualTo("read");
    assertThat(get(ADA, "readyz").statusCode()).isEqualTo(200);
  }

  /// A word document of 80 KB that would be 80 MB.
  private static byte[] bomb() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      zip.write("<Types/>".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      byte[] blank = new byte[1_000_000];
      Arrays.fill(blank, (byte) ' ');
      for (int i = 0; i < 80; i++) {
        zip.write(blank);
      }
    }
    return bytes.toByteArray();
  }

  private HttpResponse<String> start(String token) {
    return send(
        request(token, "api/v1/runs")
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"question\":\"How high is the Corvane tower?\","
                        + "\"places\":{\"documents\":[\"uploads\"]}}")));
  }

  private void upload(String token, String name, String text) {
    assertThat(upload(token, name, text.getBytes(StandardCharsets.UTF_8)).statusCode())
        .isEqualTo(201);
  }

  private HttpResponse<String> upload(String token, String name, byte[] bytes) {
    return send(
        request(token, "api/v1/documents/uploads?name=" + name)
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  private HttpResponse<String> get(String token, String path) {
    return send(request(token, path).GET());
  }

  private HttpRequest.Builder request(String token, String path) {
    return HttpRequest.newBuilder(server.address().resolve("/" + path))
        .header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private static JsonNode await(Supplier<JsonNode> look, Predicate<JsonNode> settled) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode seen = look.get();
    while (!settled.test(seen)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come about within " + PATIENCE + ": " + seen);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      seen = look.get();
    }
    return seen;
  }
}
