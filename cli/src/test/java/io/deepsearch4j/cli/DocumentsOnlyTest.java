package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentsOnlyTest {
  private static final String QUESTION = "How high is the Corvane tower?";
  @TempDir Path folder;

  @BeforeEach
  void writeDocuments() throws IOException {
    Path documents = Files.createDirectory(folder.resolve("documents"));
    Files.writeString(
        documents.resolve("tower.md"),
        "# Corvane tower\n\nThe Corvane tower is 330 m high. It was finished in 1931.\n");
    Files.writeString(documents.resolve("visitors.csv"), "Year,Visitors\n2021,12000\n2022,15000\n");
  }

  @Test
  void answersWithSourcesOnStandardOutputAndNothingElseThere() {
    Front.Outcome outcome = run("ask", QUESTION, "--source", "documents");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.DONE);
    assertThat(outcome.out())
        .contains("330 m")
        .contains("[1]")
        .contains("Sources")
        .contains("tower.md")
        .contains("No language model was used");
    assertThat(outcome.err()).contains("search ").contains("read ").doesNotContain("WARN");
  }

  @Test
  void makesNoNetworkCall() throws IOException {
    Path recorded = folder.resolve("net.jfr");
    try (var recording = new Recording()) {
      for (String event : List.of("jdk.SocketRead", "jdk.SocketWrite")) {
        recording.enable(event).withoutThreshold();
      }
      recording.start();
      run("ask", QUESTION, "--source", "documents");
      recording.stop();
      recording.dump(recorded);
    }

    List<RecordedEvent> events = RecordingFile.readAllEvents(recorded);

    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().startsWith("jdk.Socket"))
        .isEmpty();
    assertThat(LookUps.names()).isEmpty();
  }

  @Test
  void writesReportsWholeInEveryForm() throws IOException {
    for (String name : List.of("r.md", "r.html", "r.json")) {
      Front.Outcome outcome =
          run("ask", QUESTION, "--source", "documents", "--out", name, "--quiet");

      assertThat(outcome.err()).isEmpty();
      assertThat(Files.readString(folder.resolve(name))).contains("330 m").contains("tower.md");
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("documents", "home", "r.md", "r.html", "r.json");
    }
  }

  @Test
  void theStoredRunCanBeShownReplayedVerifiedAndExported() {
    JsonNode answer =
        json(run("ask", QUESTION, "--source", "documents", "--json", "--quiet").out());
    String id = answer.path("run_id").asString();

    assertThat(run("runs", "list").out()).contains(id).contains("completed").contains(QUESTION);
    assertThat(run("runs", "show", id).out()).contains("330 m");
    assertThat(run("runs", "replay", id, "--quiet").code()).isEqualTo(Exit.DONE);
    Front.Outcome verified = run("runs", "verify", id);
    assertThat(verified.code()).as(verified.out()).isEqualTo(Exit.DONE);
    assertThat(verified.out()).contains("ok").doesNotContain("fail");
    List<String> lines = run("runs", "export", id).out().lines().toList();
    assertThat(json(lines.getFirst()).path("format").asString()).isEqualTo("deepsearch4j/run/1");
    assertThat(lines).anyMatch(line -> line.contains("\"kind\":\"step\""));
    assertThat(run("runs", "delete", id).err()).contains("is deleted");
    assertThat(run("runs", "show", id).code()).isEqualTo(Exit.USAGE);
    assertThat(run("runs", "resume", id).code()).isEqualTo(Exit.USAGE);
  }

  @Test
  void verifyNoticesAChangedPage() throws IOException {
    String id =
        json(run("ask", QUESTION, "--source", "documents", "--json", "--quiet").out())
            .path("run_id")
            .asString();
    try (var files = Files.walk(folder.resolve("home/pages"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }

    assertThat(run("runs", "verify", id).code()).isEqualTo(Exit.FAILED);
  }

  @Test
  void placeholdersInQuestionsAndPagesStayWhatTheyAre() throws IOException {
    Files.writeString(
        folder.resolve("documents/key.md"),
        "# Keys\n\nThe Corvane key is ${FAKE_KEY} and nothing else.\n");

    Front.Outcome outcome =
        Front.in(folder)
            .with("FAKE_KEY", "swordfish-93")
            .with("OPENAI_API_KEY", "swordfish-94")
            .with("DEEPSEARCH_STORE_PASSWORD", "swordfish-95")
            .run(
                "ask",
                "What is the Corvane key ${FAKE_KEY}?",
                "--source",
                "documents",
                "--verbose");

    assertThat(outcome.out() + outcome.err()).doesNotContain("swordfish").contains("${FAKE_KEY}");
    try (var files = Files.walk(folder.resolve("home"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("swordfish");
      }
    }
  }

  private Front.Outcome run(String... arguments) {
    return Front.in(folder).run(arguments);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
