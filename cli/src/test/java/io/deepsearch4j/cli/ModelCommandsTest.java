package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `deepsearch model` on small models whose outputs are known.
class ModelCommandsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "r-72b, 73765885408, 15160972768, 1594269456, 64000",
    "ultra-moe-718b, 719093767680, 40371494400, 12443343360, 35136",
    "embedded-7b, 8030887936, 8030887936, 0, 69632",
    "embedded-1b, 1155912192, 1155912192, 0, 39936"
  })
  void infoCountsPublishedModelsFromTheirConfigurationAlone(
      String model, long all, long touched, long mtp, long cached) {
    String file = ReferenceModels.published(model).toString();

    Front.Outcome outcome = run("model", "info", file, "--json");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode json = JsonMapper.shared().readTree(outcome.out());
    assertThat(json.path("format").asString()).isEqualTo("deepsearch4j/model-info/1");
    assertThat(json.path("parameters").asLong()).isEqualTo(all);
    assertThat(json.path("parameters_per_token").asLong()).isEqualTo(touched);
    assertThat(json.path("mtp_parameters").asLong()).isEqualTo(mtp);
    assertThat(json.path("cached_values_per_token").asLong()).isEqualTo(cached);
    assertThat(json.path("cache_bytes").path("bf16").asLong()).isEqualTo(2 * cached);
    assertThat(json.path("stored").asString()).isEmpty();
  }

  @Test
  void infoReadsAsATable() throws IOException {
    Files.copy(ReferenceModels.published("r-72b"), folder.resolve("config.json"));

    Front.Outcome outcome = run("model", "info", ".");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("architecture +PanguProMoEV2ForCausalLM")
        .containsPattern("in total +73,765,885,408")
        .containsPattern("q4 +42\\.8 GB")
        .containsPattern("bf16 +64,000 +128,000 +16\\.8 GB")
        .contains("only a configuration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2-tiny", "ultra-tiny", "embedded-tiny"})
  void verifyAgreesWithTheReference(String model) {
    Front.Outcome outcome = run("model", "verify", ReferenceModels.folder(model).toString());

    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out()).contains("logits").contains("greedy").doesNotContain("off");
    assertThat(outcome.err()).contains("agrees");
  }

  @Test
  void verifyNamesTheFirstDifferenceAndFails() throws IOException {
    Path model = ReferenceModels.copy("v2-tiny", folder.resolve("model"));
    damage(model.resolve("model.safetensors"));

    Front.Outcome outcome = run("model", "verify", "model");

    assertThat(outcome.code()).isEqualTo(Exit.FAILED);
    assertThat(outcome.out()).contains("off").contains("first difference inside: ");
    assertThat(outcome.err()).contains("differs from the reference");
  }

  @Test
  void verifyReportsWhatFewerBitsCost() {
    String model = ReferenceModels.folder("v2-tiny").toString();

    Front.Outcome weights = run("model", "verify", model, "--precision", "q8");
    Front.Outcome cache = run("model", "verify", model, "--cache", "int8");

    for (Front.Outcome outcome : new Front.Outcome[] {weights, cache}) {
      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.out()).containsPattern("difference +[-+]0\\.0").doesNotContain("off");
      assertThat(outcome.err()).contains("not judged");
    }
  }

  @Test
  void quantizeWritesAModelThatNeedsNothingElse() {
    String release = ReferenceModels.folder("v2-tiny").toString();

    Front.Outcome written = run("model", "quantize", release, "--to", "q4", "--precision", "q4");

    assertThat(written.code()).as(written.err()).isZero();
    assertThat(written.out()).contains("q4").containsPattern("before, .* now");
    assertThat(run("model", "info", "q4").out())
        .containsPattern("stored +q4")
        .containsPattern("in total +185,612");
    assertThat(run("model", "verify", "q4").code()).isZero();
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("full")).resolve("note.txt"), "mine");
    String release = ReferenceModels.folder("v2-tiny").toString();

    refused(run("model", "quantize", release, "--to", "full", "--precision", "q8"), "overwritten");
    refused(run("model", "random", "--shape", release, "--to", "full"), "overwritten");

    assertThat(folder.resolve("full")).isDirectoryContaining("glob:**/note.txt");
  }

  @Test
  void randomMakesAModelOfAnyShape() {
    String shape = ReferenceModels.folder("ultra-tiny").resolve("config.json").toString();

    Front.Outcome written =
        run("model", "random", "--shape", shape, "--precision", "q8", "--to", "random");

    assertThat(written.code()).as(written.err()).isZero();
    assertThat(run("model", "info", "random").out())
        .containsPattern("stored +q8")
        .containsPattern("architecture +PanguUltraMoEForCausalLM");
  }

  @Test
  void aDiskThatIsTooSmallIsNoticedBeforeAnythingIsWritten() throws IOException {
    String huge =
        Files.readString(ReferenceModels.published("ultra-moe-718b"))
            .replaceFirst("\"moe_intermediate_size\": *\\d+", "\"moe_intermediate_size\": 1000000");
    Files.writeString(folder.resolve("huge.json"), huge);

    Front.Outcome outcome =
        run("model", "random", "--shape", "./huge.json", "--precision", "f32", "--to", "huge");

    assertThat(outcome.code()).as(outcome.err()).isEqualTo(Exit.FAILED);
    assertThat(outcome.err()).contains("GB").contains("free some space");
    assertThat(folder.resolve("huge")).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsNoneIsWrongUsage() throws IOException {
    Files.writeString(folder.resolve("note.txt"), "x");

    for (String command : new String[] {"info", "verify"}) {
      refused(run("model", command, "missing"), "does not exist; name the folder of a model");
    }
    refused(run("model", "verify", "note.txt"), "is a file; name the folder of a model");
    refused(run("model", "random", "--shape", "r-73b", "--to", "x"), "choose one of");
    refused(run("model", "verify", "x", "--precision", "q5"), "--precision");
  }

  @Test
  void aModelThatCannotBeReadIsOneSentence() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("config.json"), "{\"architectures\": [\"LlamaForCausalLM\"]}");
    Path cut = ReferenceModels.copy("v2-tiny", folder.resolve("cut"));
    try (var channel =
        FileChannel.open(cut.resolve("model.safetensors"), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }

    failed(run("model", "info", "empty"), "config.json");
    failed(run("model", "info", "other"), "LlamaForCausalLM");
    failed(run("model", "info", "cut"), "model.safetensors");
    failed(run("model", "verify", "cut"), "model.safetensors");
  }

  private static void damage(Path weights) throws IOException {
    try (var channel = FileChannel.open(weights, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(100_000), channel.size() / 2);
    }
  }

  private Front.Outcome run(String... arguments) {
    return Front.in(folder).run(arguments);
  }

  private static void refused(Front.Outcome outcome, String sentence) {
    oneSentence(outcome, sentence, Exit.USAGE);
  }

  private static void failed(Front.Outcome outcome, String sentence) {
    oneSentence(outcome, sentence, Exit.FAILED);
  }

  private static void oneSentence(Front.Outcome outcome, String sentence, int code) {
    assertThat(outcome.err()).contains(sentence);
    assertThat(outcome.err().strip().lines()).hasSize(1);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertThat(outcome.out()).isEmpty();
  }
}
