package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `deepsearch support-bundle`: enough to help, and nothing that is nobody's business.
class SupportBundleTest {
  private static final String QUESTION = "How high is the Corvane tower?";

  @TempDir private Path folder;

  @Test
  @Tag("slow")
  void holdsNeitherKeysNorQuestionsNorAnswersWhereverTheyStand() throws IOException {
    Path documents = Files.createDirectory(folder.resolve("documents"));
    Files.writeString(
        documents.resolve("tower.md"), "# Tower\n\nThe Corvane tower is 330 m high.\n");
    Files.createDirectories(folder.resolve("home"));
    Files.writeString(folder.resolve("home/server-token"), "swordfish-01-of-the-token-file");
    Files.writeString(
        folder.resolve("deepsearch.yaml"),
        """
        version: 1
        chat:
          key-name: swordfish02swordfish
          base-url: https://gateway.example/v1/sk-swordfish-03-swordfish
        search:
          templates:
            - name: mine
              url: "https://search.example/?q={query}&token=${TEMPLATE_TOKEN}"
              method: POST
              headers: {Authorization: "Bearer ${TEMPLATE_KEY}"}
              body: '{"api_key": "swordfish-04", "q": "{query}"}'
              results: items
        store:
          password: ${PG_PASSWORD}
        server:
          token: ${SERVER_TOKEN}
          users: {ada: "${ADA_TOKEN}"}
          traces: https://traces.example/v1/traces?sig=swordfish-05
        mcp:
          servers:
            wiki:
              command: [wiki-server, --key, swordfish-06]
              env: {WIKI_KEY: "${WIKI_KEY}", MODE: swordfish-07}
              tools: {lookup: ""}
        """);
    Front front =
        Front.in(folder)
            .with("OPENAI_API_KEY", "swordfish-08-of-the-model")
            .with("TAVILY_API_KEY", "swordfish-09-of-tavily")
            .with("TEMPLATE_TOKEN", "swordfish-10-of-a-template")
            .with("TEMPLATE_KEY", "swordfish-11-of-a-template")
            .with("PG_PASSWORD", "swordfish-12-of-the-database")
            .with("SERVER_TOKEN", "swordfish-13-of-the-server")
            .with("ADA_TOKEN", "swordfish-14-of-ada-lovelace")
            .with("WIKI_KEY", "swordfish-15-of-the-wiki");
    Front.Outcome asked = front.run("ask", QUESTION, "--source", "documents", "--quiet");
    assertThat(asked.code()).as(asked.err()).isEqualTo(Exit.DONE);

    Front.Outcome outcome = front.run("support-bundle", "--out", "support.zip");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.DONE);
    Map<String, String> files = files("support.zip");
    assertThat(files.toString())
        .doesNotContain("swordfish", "Corvane", "330 m", "tower.md")
        .doesNotContain(System.getProperty("user.home") + "/");
    assertThat(files.get("runs.txt")).contains("completed 1", "failed 0");
    assertThat(files.get("settings.txt"))
        .contains("mcp.servers = (set, not shown) # " + folder.resolve("deepsearch.yaml"))
        .contains("agent.max-steps = 0 # default")
        .contains("home = " + folder.resolve("home") + " # DEEPSEARCH_HOME")
        .contains("traces = https://traces.example/v1/traces?…");
    assertThat(files.get("doctor.txt")).contains("ok Java").contains("search engines: mine");
    assertThat(files.get("about.txt"))
        .startsWith(SupportBundle.FORMAT)
        .contains("deepsearch 0.1.0")
        .contains(Runtime.version().toString());
    assertThat(files.get("modules.txt")).contains("picocli");
  }

  @Test
  void secretsAreBlankedHoweverTheyAreQuoted() {
    KnownSecrets secrets =
        KnownSecrets.of(
            Map.of(
                "OPENAI_API_KEY", "sword/fish=94",
                "MY_TOKEN", "abc",
                "DEEPSEARCH_CHAT_KEY_NAME", "GATEWAY_KEY",
                "GATEWAY_KEY", "swordfish-95"));

    assertThat(secrets.without("key sword/fish=94, also sword%2Ffish%3D94, is wrong"))
        .isEqualTo("key •••, also •••, is wrong");
    assertThat(secrets.without("Authorization: Bearer eyJhbGciOi.x.y, tvly-0123456789"))
        .isEqualTo("Authorization: •••, •••");
    assertThat(secrets.without("set GATEWAY_KEY in abc; swordfish-95"))
        .isEqualTo("set GATEWAY_KEY in abc; •••");
    assertThat(secrets).hasToString("KnownSecrets[2]");
  }

  @Test
  void isWrittenAndSaysWhyWhereTheSettingsCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("deepsearch.yaml"), "agent:\n  max-stepps: 4\n");

    Front.Outcome outcome =
        Front.in(folder).with("OPENAI_API_KEY", "swordfish-94").run("support-bundle");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.DONE);
    assertThat(outcome.err()).contains("deepsearch-support.zip");
    Map<String, String> files = files("deepsearch-support.zip");
    assertThat(files).containsOnlyKeys("about.txt", "modules.txt", "trouble.txt");
    assertThat(files.get("trouble.txt")).contains("did you mean agent.max-steps?");
  }

  private Map<String, String> files(String name) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
