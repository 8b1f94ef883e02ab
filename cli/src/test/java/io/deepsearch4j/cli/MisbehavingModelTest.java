package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.chat.StubEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a model does, there is an answer or a sentence, the right exit code, and no key in
/// sight.
class MisbehavingModelTest {
  private static final String KEY = "sk-swordfish-94-swordfish";

  @TempDir Path folder;

  static Stream<Arguments> manners() {
    return Stream.of(
        manner("does not know the key", StubEndpoint.refuses(401, "invalid api key " + KEY)),
        manner("does not know the model", StubEndpoint.refuses(404, "model not found")),
        manner("breaks", StubEndpoint.refuses(500, "oops")),
        manner("falls silent", StubEndpoint.fallsSilentAfter("{\"con")),
        manner("talks", StubEndpoint.says("The answer is probably 12.")),
        manner("sends no JSON", StubEndpoint.sends("<html>proxy error</html>")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manners")
  void endsWithAnAnswerOrASentence(String manner, StubEndpoint.Act act) throws IOException {
    Path documents = Files.createDirectory(folder.resolve("documents"));
    Files.writeString(
        documents.resolve("tower.md"), "# Tower\n\nThe Corvane tower is 330 m high.\n");
    try (StubEndpoint endpoint = StubEndpoint.start()) {
      endpoint.plays(act);

      Front.Outcome outcome =
          Front.in(folder)
              .with("OPENAI_API_KEY", KEY)
              .run(
                  "ask",
                  "How high is the Corvane tower?",
                  "--source=documents",
                  "--model=openai:stub-model",
                  "--base-url=" + endpoint.baseUrl(),
                  "--set=chat.limits.first-token=300ms",
                  "--set=chat.limits.silence=300ms",
                  "--set=chat.limits.total=2s",
                  "--set=chat.limits.tries=2");

      assertThat(outcome.code()).as(outcome.err()).isIn(Exit.DONE, Exit.FAILED, Exit.PARTIAL);
      assertThat(outcome.out()).as(outcome.err()).isNotBlank();
      assertThat(outcome.out() + outcome.err()).doesNotContain(KEY).doesNotContain("\tat ");
      assertThat(endpoint.asked().getFirst().authorization()).contains(KEY);
      try (var files = Files.walk(folder.resolve("home"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(KEY);
        }
      }
    }
  }

  private static Arguments manner(String name, StubEndpoint.Act act) {
    return Arguments.of(name, act);
  }
}
