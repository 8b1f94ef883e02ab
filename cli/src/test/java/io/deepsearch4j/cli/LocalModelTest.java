package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Models that run in this process, from the command line. Their weights are random, so what they
/// say is nonsense; that they say it is the point.
class LocalModelTest {
  @TempDir Path folder;

  @BeforeEach
  void makeModel() throws IOException {
    ReferenceModels.talking("v2-tiny", folder.resolve("tiny"));
  }

  @Test
  void theSameSeedGivesTheSameAnswer() {
    Front.Outcome once = answer("--seed=7");
    Front.Outcome again = answer("--seed=7");

    assertThat(once.code()).as(once.err()).isIn(Exit.DONE, Exit.PARTIAL);
    assertThat(once.err()).contains("tokens read").contains("tokens/s");
    assertThat(again.out()).isEqualTo(once.out());
  }

  @Test
  void aConversationGoesOnUntilQuit() {
    Front.Outcome outcome =
        Front.in(folder)
            .typing("Hello\n/fast\nWho are you?\n/quit\nnever read\n")
            .run("model", "run", "tiny", "--max-tokens", "8");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err().lines().filter(line -> line.contains("tokens/s"))).hasSize(2);
  }

  @Test
  void aQuantisedModelBringsItsTokenizer() {
    Front.Outcome written = run("model", "quantize", "tiny", "--to", "q8", "--precision", "q8");
    Front.Outcome spoken =
        run("model", "run", "q8", "--max-tokens", "4", "--prompt", "Hello", "--thinking", "fast");

    assertThat(written.code()).as(written.err()).isZero();
    assertThat(spoken.err()).contains("tokens/s");
  }

  @Test
  void theAgentRunsOnALocalModelAndPaysNothing() throws IOException {
    Path documents = Files.createDirectory(folder.resolve("documents"));
    Files.writeString(documents.resolve("tower.md"), "# Tower\n\nThe tower is 330 m high.\n");

    Front.Outcome outcome =
        run(
            "ask",
            "How high is the tower?",
            "--source=documents",
            "--model=local:./tiny",
            "--max-steps=2",
            "--set=agent.max-tokens=1500",
            "--set=chat.price.completion=1000",
            "--json");

    assertThat(outcome.code()).as(outcome.err()).isIn(Exit.DONE, Exit.FAILED, Exit.PARTIAL);
    JsonNode answer = JsonMapper.shared().readTree(outcome.out());
    assertThat(answer.at("/language_models/0").asString()).isEqualTo("local:tiny");
    assertThat(answer.at("/usage/completion_tokens").asLong()).isPositive();
    assertThat(answer.at("/cost").asDouble()).isZero();
  }

  @Test
  void theDoctorKnowsLocalModels() throws IOException {
    Path models = Files.createDirectories(folder.resolve("home").resolve("models"));
    Files.move(folder.resolve("tiny"), models.resolve("tiny"));

    assertThat(run("doctor", "--set", "model=local:tiny").out())
        .containsPattern("ok +language model in .*home/models/tiny: PanguProMoEV2ForCausalLM");
    assertThat(run("doctor", "--set", "model=local:tinny").out())
        .containsPattern("fail +language model: local:tinny .* did you mean tiny\\?");
  }

  @Test
  void aPathIsKeptSoThatItMeansTheSameEverywhere() {
    assertThat(run("config", "show", "--set", "model=local:./tiny").out())
        .contains("model = local:" + folder.resolve("tiny"));
    assertThat(run("config", "show", "--set", "model=local:tiny").out())
        .contains("model = local:tiny\n");
  }

  @Test
  void aModelThatIsNotThereIsWrongUsage() {
    refused(run("ask", "q", "--practice=7", "--model=local:none"), "models/none", Exit.USAGE);
    refused(run("ask", "q", "--practice=7", "--model=local:./none"), "does not exist", Exit.USAGE);
    refused(run("ask", "q", "--practice=7", "--model=local:"), "lacks a name", Exit.USAGE);
    refused(run("model", "run", "none"), "does not exist", Exit.USAGE);
    refused(run("model", "run", "tiny", "--temperature", "9"), "temperature", Exit.USAGE);
    refused(
        run("model", "run", "tiny", "--set", "engine.dialect=klingon"),
        "engine.dialect",
        Exit.USAGE);
  }

  @Test
  void aModelThatCannotTalkIsOneSentence() throws IOException {
    Path mute = ReferenceModels.copy("embedded-tiny", folder.resolve("mute"));
    Path strange = ReferenceModels.talking("embedded-tiny", folder.resolve("strange"));
    Path tokenizer = strange.resolve("tokenizer.json");
    Files.writeString(tokenizer, Files.readString(tokenizer).replace("[unused", "[other"));

    refused(run("model", "run", "mute", "--prompt=x"), "tokenizer.model", Exit.FAILED);
    refused(
        run("ask", "q", "--practice=7", "--model=local:" + mute), "tokenizer.model", Exit.FAILED);
    refused(run("model", "run", "strange", "--prompt=x"), "set engine.dialect", Exit.FAILED);
  }

  private Front.Outcome answer(String seed) {
    return run(
        "model", "run", "tiny", "--prompt=Hello", "--max-tokens=12", "--thinking=fast", seed);
  }

  private Front.Outcome run(String... arguments) {
    return Front.in(folder).run(arguments);
  }

  private static void refused(Front.Outcome outcome, String sentence, int code) {
    assertThat(outcome.err()).contains(sentence);
    assertThat(outcome.err().strip().lines()).hasSize(1);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.out()).isEmpty();
  }
}
