package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepsearch4j.agent.StoredStep;
import io.deepsearch4j.report.BundleCheck;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A run handed on in every form that the server offers.
class ReportFormsTest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Map<String, String> BEGINNINGS =
      Map.of(
          "markdown", "# ",
          "html", "<!DOCTYPE html>",
          "pdf", "%PDF-",
          "docx", "PK",
          "json", "{",
          "bundle", "PK");

  @TempDir Path folder;

  @Test
  void everyFormThatIsOfferedCanBeHad() throws Exception {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      client.events(id);

      List<String> forms =
          client
              .get("api/v1/offer")
              .json()
              .path("formats")
              .valueStream()
              .map(JsonNode::asString)
              .toList();

      assertThat(forms).containsExactlyInAnyOrderElementsOf(BEGINNINGS.keySet());
      for (String form : forms) {
        HttpResponse<byte[]> got = bytes(client, "api/v1/runs/" + id + "/report?format=" + form);
        assertThat(got.statusCode()).as(form).isEqualTo(200);
        assertThat(new String(got.body(), StandardCharsets.ISO_8859_1))
            .as(form)
            .startsWithIgnoringCase(BEGINNINGS.get(form));
        assertThat(got.headers().firstValue("Content-Disposition").orElse(""))
            .startsWith("attachment; filename=\"" + id);
      }
    }
  }

  @Test
  void aReportSaysWhatTheRunFound() {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      client.events(id);

      JsonNode report = client.get("api/v1/runs/" + id + "/report?format=json").json();

      assertThat(report.path("run_id").asString()).isEqualTo(id);
      assertThat(report.path("answer").asString()).isEqualTo("330 m");
      assertThat(report.path("citations").path(0).path("quote").asString()).isEqualTo(Tower.FACT);
    }
  }

  @Test
  void aBundleIsFoundWholeElsewhere() throws Exception {
    Path bundle = folder.resolve("bundle.zip");
    try (var server = TestServer.start(folder.resolve("home"), Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      client.events(id);

      Files.write(bundle, bytes(client, "api/v1/runs/" + id + "/bundle").body());
    }

    assertThat(new BundleCheck(Tower.READER).check(bundle).checked())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.trouble()).isEmpty());
  }

  @Test
  void aBundleThatCannotBeWrittenIsAProblemAndNoFile() throws Exception {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      client.events(id);
      damageTheDocuments();

      HttpResponse<byte[]> got = bytes(client, "api/v1/runs/" + id + "/bundle");

      assertThat(got.statusCode()).isEqualTo(500);
      assertThat(got.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
      assertThat(got.headers().firstValue("Content-Disposition")).isEmpty();
      assertThat(got.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(new String(got.body(), StandardCharsets.UTF_8)).startsWith("{").endsWith("}");
    }
  }

  @Test
  void aBundleThatCannotBeWrittenToItsEndBreaksOff() throws Exception {
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = client.start(Tower.QUESTION);
      client.events(id);
      addALargeStep(server, id);
      damageTheDocuments();

      assertThatThrownBy(() -> bytes(client, "api/v1/runs/" + id + "/bundle"))
          .isInstanceOf(IOException.class);
    }
  }

  private void damageTheDocuments() throws IOException {
    try (var documents = Files.list(folder.resolve("pages/documents"))) {
      for (Path document : documents.toList()) {
        Files.writeString(document, "damaged");
      }
    }
  }

  /// More than the server gathers before it sends.
  private static void addALargeStep(TestServer server, String id) {
    List<StoredStep> steps = server.store.steps(id);
    StoredStep chosen =
        steps.stream().filter(step -> step.kind().equals("chosen")).findFirst().orElseThrow();
    byte[] noise = new byte[60_000];
    new Random(1).nextBytes(noise);
    JsonNode body = Json.MAPPER.readTree(chosen.body());
    ((ObjectNode) body.findParent("reasoning"))
        .put("reasoning", Base64.getEncoder().encodeToString(noise));
    server.store.appendStep(id, steps.size(), chosen.episode(), chosen.kind(), body.toString());
  }

  private static HttpResponse<byte[]> bytes(Client client, String path)
      throws IOException, InterruptedException {
    return HTTP.send(client.request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }
}
