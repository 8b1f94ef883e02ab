package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelBenchCommandTest {
  @TempDir Path folder;

  @Test
  @Tag("slow")
  void figuresStandBesideTheirCeilings() throws IOException {
    Path model = ReferenceModels.talking("embedded-tiny", folder.resolve("tiny"));

    Front.Outcome outcome =
        run("model", "bench", "--shape", model.toString(), "--precision", "q8", "--json");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode json = JsonMapper.shared().readTree(outcome.out());
    assertThat(json.path("format").asString()).isEqualTo("deepsearch4j/model-bench/1");
    assertThat(json.path("precision").asString()).isEqualTo("q8");
    assertThat(json.path("figures").findValuesAsString("what")).contains("decode at 128");
    for (JsonNode figure : json.path("figures")) {
      assertThat(figure.path("best").asDouble()).isPositive();
      assertThat(figure.path("share").asDouble()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void whatCannotBeMeasuredIsWrongUsage() throws IOException {
    Files.writeString(
        folder.resolve("huge.json"),
        Files.readString(ReferenceModels.published("ultra-moe-718b"))
            .replaceFirst(
                "\"moe_intermediate_size\": *\\d+", "\"moe_intermediate_size\": 1000000"));

    refused(run("model", "bench"), "either the folder of a model or a --shape");
    refused(run("model", "bench", "x", "--shape=r-72b"), "either the folder of a model");
    refused(run("model", "bench", "--shape=./huge.json"), "of memory in q4 and this machine has");
    refused(run("model", "bench", "--shape=moe-2b", "--threads=-1"), "threads must be 0 to 1024");
  }

  private Front.Outcome run(String... arguments) {
    return Front.in(folder).run(arguments);
  }

  private static void refused(Front.Outcome outcome, String sentence) {
    assertThat(outcome.err()).contains(sentence);
    assertThat(outcome.err().strip().lines()).hasSize(1);
    assertThat(outcome.code()).isEqualTo(Exit.USAGE);
    assertThat(outcome.out()).isEmpty();
  }
}
