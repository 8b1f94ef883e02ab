package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Documents over HTTP: each caller's own, whatever they are called and whatever is in them.
class DocumentsApiTest {
  private static final byte[] FACT = Tower.FACT.getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private TestServer server;
  private Client ada;

  @BeforeEach
  void start() {
    server = TestServer.start(folder, Tower.model());
    ada = server.client(TestServer.ADA);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anUploadedFileIsReadInTheBackground() {
    Client.Got kept = upload(ada, "tower.txt", FACT);

    assertThat(kept.status()).isEqualTo(201);
    assertThat(kept.json())
        .hasToString("{\"path\":\"tower.txt\",\"state\":\"waiting\",\"pages\":0,\"trouble\":\"\"}");
    assertThat(settled(ada, "tower.txt").path("state").asString()).isEqualTo("read");
  }

  @Test
  void whatCannotBeReadSaysWhyButNotWhereItLies() {
    upload(ada, "tower.pdf", "%PDF-1.7 and nothing else".getBytes(StandardCharsets.UTF_8));

    JsonNode file = settled(ada, "tower.pdf");

    assertThat(file.path("state").asString()).isEqualTo("failed");
    assertThat(file.path("trouble").asString()).isEqualTo("text only");
    assertThat(ada.get("api/v1/documents").text()).doesNotContain(folder.toString());
  }

  @Test
  void anotherFileOfTheSameNameTakesItsPlace() throws IOException {
    upload(ada, "tower.txt", FACT);
    upload(ada, "tower.txt", "It is 12 m high.".getBytes(StandardCharsets.UTF_8));

    assertThat(files(ada)).hasSize(1);
    assertThat(Files.readString(kept().getFirst())).isEqualTo("It is 12 m high.");
  }

  @Test
  void theFilesOfOthersAreNotThere() throws IOException {
    upload(ada, "tower.txt", FACT);
    Client bob = server.client(TestServer.BOB);

    assertThat(files(bob)).isEmpty();
    assertThat(files(server.client())).isEmpty();
    assertThat(bob.delete("api/v1/documents/uploads/tower.txt").status()).isEqualTo(404);
    assertThat(kept()).hasSize(1);
  }

  @Test
  void aRemovedFileIsGone() throws IOException {
    upload(ada, "my tower.txt", FACT);

    assertThat(ada.delete("api/v1/documents/uploads/my%20tower.txt").status()).isEqualTo(204);
    assertThat(ada.delete("api/v1/documents/uploads/my%20tower.txt").status()).isEqualTo(404);
    assertThat(files(ada)).isEmpty();
    assertThat(kept()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "../../x.txt, x.txt",
    "/etc/passwd, passwd",
    "C:\\Users\\ada\\note.txt, note.txt",
    "..\\..\\x.txt, x.txt",
    "reports/2024/塔的高度.txt, 塔的高度.txt"
  })
  void onlyTheLastSegmentOfANameCounts(String sent, String called) throws IOException {
    Client.Got got = upload(ada, sent, FACT);

    assertThat(got.status()).isEqualTo(201);
    assertThat(got.json().path("path").asString()).isEqualTo(called);
    assertThat(kept()).hasSize(1);
    assertThat(folderOf(folderOf(kept().getFirst()))).isEqualTo(folder.resolve("uploads"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "..",
        ".",
        ".bashrc",
        "a/..",
        "a/",
        "a\u0000.txt",
        "a\nb.txt",
        "a\u202Etxt.exe",
        "\u0007.txt"
      })
  void aNameThatIsNoneIsRefused(String name) throws IOException {
    Client.Got got = upload(ada, name, FACT);

    assertThat(got.status()).isEqualTo(422);
    assertThat(kept()).isEmpty();
  }

  @Test
  void longNamesAreRefusedInAnyScript() throws IOException {
    assertThat(upload(ada, "x".repeat(117) + ".txt", FACT).status()).isEqualTo(422);
    assertThat(upload(ada, "塔".repeat(90) + ".txt", FACT).status()).isEqualTo(422);
    assertThat(upload(ada, "x".repeat(116) + ".txt", FACT).status()).isEqualTo(201);
    assertThat(kept()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..%2f..%2fx", "%2e%2e", "..", ".hidden", "%00", "C:%5Cx.txt", "'%20or%201"})
  void removingWhatCannotBeThereRemovesNothing(String name) throws IOException {
    upload(ada, "tower.txt", FACT);

    assertThat(ada.delete("api/v1/documents/uploads/" + name).status()).isIn(400, 404, 405);
    assertThat(kept()).hasSize(1);
  }

  @Test
  void aFileThatIsTooLargeLeavesNothingBehind() throws IOException {
    Client.Got got = upload(ada, "large.txt", new byte[100_001]);

    assertThat(got.status()).isEqualTo(413);
    assertThat(got.json().path("detail").asString()).contains("server.max-upload");
    assertThat(kept()).isEmpty();
  }

  private static Path folderOf(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  @Test
  void aHundredFilesAreTheMost() throws IOException {
    upload(ada, "0.txt", FACT);
    Path mine = folderOf(kept().getFirst());
    for (int i = 1; i < 100; i++) {
      Files.write(mine.resolve(i + ".txt"), FACT);
    }

    assertThat(upload(ada, "100.txt", FACT).status()).isEqualTo(409);
    assertThat(upload(ada, "7.txt", FACT).status()).isEqualTo(201);
    assertThat(upload(server.client(TestServer.BOB), "100.txt", FACT).status()).isEqualTo(201);
  }

  @Test
  void whatBeganToArriveLongAgoIsSweptAway() throws IOException {
    upload(ada, "0.txt", FACT);
    Path mine = folderOf(kept().getFirst());
    Path lost = Files.createFile(mine.resolve(".arriving-lost"));
    Path arriving = Files.createFile(mine.resolve(".arriving-now"));
    Files.setLastModifiedTime(lost, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    upload(ada, "1.txt", FACT);

    assertThat(lost).doesNotExist();
    assertThat(arriving).exists();
    assertThat(files(ada)).hasSize(2);
  }

  @Test
  void whatAFileIsIsToldByItsBytes() throws IOException {
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};

    Client.Got got = upload(ada, "report.pdf", picture);

    assertThat(got.status()).isEqualTo(415);
    assertThat(got.json().path("detail").asString())
        .startsWith("report.pdf is an image")
        .doesNotContain(folder.toString());
    assertThat(upload(ada, "program.docx", new byte[] {0x7f, 'E', 'L', 'F', 0, 1}).status())
        .isEqualTo(415);
    assertThat(upload(ada, "empty.txt", new byte[0]).status()).isEqualTo(422);
    assertThat(kept()).isEmpty();
  }

  private static Client.Got upload(Client client, String name, byte[] bytes) {
    return client.send(
        client
            .request(
                "api/v1/documents/uploads?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
  }

  private static JsonNode files(Client client) {
    JsonNode collections = client.get("api/v1/documents").json().path("documents");
    JsonNode own = collections.path(collections.size() - 1);
    assertThat(own.path("name").asString()).isEqualTo("uploads");
    assertThat(own.path("uploads").asBoolean()).isTrue();
    return own.path("files");
  }

  private static JsonNode settled(Client client, String path) {
    Await.until(() -> !file(client, path).path("state").asString().equals("waiting"));
    return file(client, path);
  }

  private static JsonNode file(Client client, String path) {
    return files(client)
        .valueStream()
        .filter(file -> file.path("path").asString().equals(path))
        .findFirst()
        .orElseThrow();
  }

  /// Every file below the uploads folder, hidden ones too.
  private List<Path> kept() throws IOException {
    Path uploads = folder.resolve("uploads");
    if (!Files.exists(uploads)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(uploads)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
