package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Executes the requests of docs/api.md, in their order.
class ApiDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/api.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```http (\\d+) ?(\\w*)\n(\\w+) (\\S+)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void everyRequestOfTheDocumentIsAnsweredAsItSays() throws IOException {
    var matcher = EXAMPLE.matcher(Files.readString(DOCUMENT));
    int executed = 0;
    try (var server = TestServer.start(folder, Tower.model())) {
      Client client = server.client();
      String id = "";
      String etag = "";
      while (matcher.find()) {
        if (!matcher.group(2).isEmpty()) {
          RunsApiTest.awaitState(client, id, matcher.group(2));
        }
        String path = matcher.group(4).replace("{id}", id).substring(1);
        String rest = matcher.group(5).replace("{etag}", etag);
        int blank = rest.startsWith("\n") ? 0 : rest.indexOf("\n\n") + 1;
        String body = rest.substring(Math.max(0, blank)).strip();
        String[] headers =
            rest.substring(0, Math.max(0, blank))
                .lines()
                .flatMap(line -> Arrays.stream(line.split(": ", 2)))
                .toArray(String[]::new);

        Client.Got got =
            client.send(
                client
                    .request(path, headers(headers))
                    .method(matcher.group(3), HttpRequest.BodyPublishers.ofString(body)));

        assertThat(got.status())
            .as(matcher.group(3) + " " + path + "\n" + got.text())
            .isEqualTo(Integer.parseInt(matcher.group(1)));
        if (got.status() == 202) {
          id = got.json().path("id").asString();
        }
        etag = got.header("ETag").isEmpty() ? etag : got.header("ETag");
        executed++;
      }
    }
    assertThat(executed).isGreaterThan(10);
  }

  // JSON, unless the document says otherwise.
  private static String[] headers(String... said) {
    return Arrays.asList(said).contains("Content-Type")
        ? said
        : Stream.concat(Arrays.stream(said), Stream.of("Content-Type", "application/json"))
            .toArray(String[]::new);
  }

  @Test
  void theDocumentNamesEveryCodeStateAndReason() throws IOException {
    String document = Files.readString(DOCUMENT);

    for (Code code : Code.values()) {
      assertThat(document).contains("`" + code.word() + "`");
    }
    for (Standing.State state : Standing.State.values()) {
      assertThat(document).contains("`" + state.name().toLowerCase(Locale.ROOT) + "`");
    }
    for (Standing.Reason reason : Standing.Reason.values()) {
      assertThat(document).contains("`" + reason.name().toLowerCase(Locale.ROOT) + "`");
    }
  }
}
