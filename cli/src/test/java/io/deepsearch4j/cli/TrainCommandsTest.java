package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.tokenizer.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `deepsearch train` with a model of a few thousand parameters and lessons of one kind.
class TrainCommandsTest {
  private static final List<String> SMALL =
      List.of(
          "--depth=2",
          "--with=width=16",
          "--with=heads=2",
          "--with=groups=1",
          "--with=key-width=8",
          "--with=rotated=4",
          "--with=value-width=8",
          "--with=sinks=2",
          "--with=dense-width=16",
          "--with=experts=4",
          "--with=chosen=2",
          "--with=expert-width=8",
          "--with=shared-width=8",
          "--with=first-batch=512",
          "--with=batch=512",
          "--with=pass-tokens=512",
          "--with=shards=1");

  @TempDir private Path folder;

  @Test
  void aVocabularyIsLearntFromLessonsAndNotASecondTime() throws IOException {
    TinyLessons.write(folder, "tiny");

    var first = run("train", "tokenizer", "--lessons", "tiny", "--to", "words");
    byte[] learnt = Files.readAllBytes(folder.resolve("words/tokenizer.json"));
    var second = run("train", "tokenizer", "--lessons", "tiny", "--to", "words");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("from 60 lessons");
    assertThat(first.out()).isEmpty();
    assertThat(Tokenizers.open(folder.resolve("words")).special("<|bot|>")).isPresent();
    assertThat(second.code()).isZero();
    assertThat(second.err()).contains("there already");
    assertThat(folder.resolve("words/tokenizer.json")).hasBinaryContent(learnt);
  }

  @Test
  void aVocabularyOfNoSizeIsASentence() throws IOException {
    TinyLessons.write(folder, "tiny");

    var outcome = run("train", "tokenizer", "--lessons", "tiny", "--to", "words", "--size", "3");

    refused(outcome, Exit.USAGE, "not 3");
    assertThat(folder.resolve("words")).doesNotExist();
  }

  @Test
  void lessonsThatAreNotThereAreASentence() {
    String sentence = "there are no lessons none-*.jsonl";

    refused(run("train", "tokenizer", "--lessons", "none", "--to", "words"), Exit.FAILED, sentence);
    refused(
        small("pretrain", "--lessons", "none", "--run", "run", "--with=tokens=1"),
        Exit.FAILED,
        sentence);
    assertThat(folder.resolve("words")).doesNotExist();
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void corruptLessonsAreASentenceWithTheirLine() throws IOException {
    Path lessons = TinyLessons.write(folder, "tiny");
    var lines = new ArrayList<>(Files.readAllLines(lessons));
    lines.set(6, lines.get(6).substring(0, 40));
    Files.write(lessons, lines);

    refused(
        run("train", "tokenizer", "--lessons", "tiny", "--to", "words"),
        Exit.FAILED,
        "line 7 of " + lessons);
    refused(
        small("pretrain", "--lessons", "tiny", "--run", "run", "--with=tokens=1"),
        Exit.FAILED,
        "line 7 of " + lessons);
    assertThat(folder.resolve("words")).doesNotExist();
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void lessonsThatBreakBehindTheirVocabularyLeaveNoExamples() throws IOException {
    Path lessons = TinyLessons.write(folder, "tiny");
    run("train", "tokenizer", "--lessons", "tiny", "--to", "run/tokenizer");
    Files.writeString(lessons, Files.readString(lessons) + "no lesson\n");

    refused(
        small("pretrain", "--lessons", "tiny", "--run", "run", "--with=tokens=1"),
        Exit.FAILED,
        "line 61 of " + lessons);
    assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**.{examples,part}");
  }

  @Test
  void headsThatDoNotDivideAreASentenceBeforeAnythingIsWritten() throws IOException {
    TinyLessons.write(folder, "tiny");

    refused(
        run(
            "train",
            "pretrain",
            "--lessons=tiny",
            "--run=run",
            "--with=heads=3",
            "--with=groups=2"),
        Exit.FAILED,
        "these settings of training make no model");
    refused(
        run("train", "nano", "--run=run", "--with=heads=3", "--with=groups=2"),
        Exit.FAILED,
        "these settings of training make no model");
    refused(
        run("train", "finetune", "--lessons=tiny", "--run=run", "--with=head=3"),
        Exit.FAILED,
        "training.head is unknown");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void fineTuningWithoutAPretrainedModelNamesTheCommandThatMakesIt() throws IOException {
    TinyLessons.write(folder, "tiny");

    refused(
        small("finetune", "--lessons", "tiny", "--run", "run", "--with=tokens=1"),
        Exit.FAILED,
        "deepsearch train pretrain");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void worldsForEvaluationAreNotLearntFrom() {
    refused(small("nano", "--run=run", "--worlds=8999-9000"), Exit.USAGE, "for evaluation");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  @Tag("slow")
  void aModelIsPretrainedAndFineTunedStageByStage() throws IOException {
    TinyLessons.write(folder, "tiny");
    String[] where = {"--lessons=tiny", "--run=run", "--with=tokens=1500"};

    var pretrained = small("pretrain", where);
    var finetuned = small("finetune", where);

    assertThat(pretrained.code()).as(pretrained.err()).isZero();
    assertThat(pretrained.err()).contains("60 examples of", "GFLOP/s", "tokens in 3 steps");
    assertThat(finetuned.code()).as(finetuned.err()).isZero();
    assertThat(finetuned.err())
        .contains(
            "the examples are there already", "the model is in " + folder.resolve("run/model"));
    publishes(folder.resolve("run/model"), 60, 3);
    assertThat(leftovers()).isEmpty();

    List<String> before = files();
    refused(
        small("pretrain", "--lessons=tiny", "--run=run", "--with=tokens=1500", "--seed=2"),
        Exit.FAILED,
        "holds another run");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  @Tag("slow")
  void nanoGoesFromNothingToAModelAndDoesNothingTwice() throws IOException {
    String[] wish = {
      "--run=nano",
      "--worlds=1500",
      "--questions=4",
      "--jobs=1",
      "--pretrain-tokens=1200",
      "--finetune-tokens=1200"
    };

    var first = small("nano", wish);
    byte[] weights = Files.readAllBytes(folder.resolve("nano/model/model.safetensors"));
    var second = small("nano", wish);

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.err()).contains("world 1500", "pretrain:", "finetune:");
    int lessons = Files.readAllLines(folder.resolve("nano/lessons/nano-1500.jsonl")).size();
    publishes(folder.resolve("nano/model"), lessons, 2);
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.err())
        .contains("(there already)", "the vocabulary is there already", "the examples are there");
    assertThat(folder.resolve("nano/model/model.safetensors")).hasBinaryContent(weights);
    assertThat(leftovers()).isEmpty();
  }

  /// As the engine opens it, with a card and how the runs went.
  private static void publishes(Path model, int lessons, int steps) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(model)) {
      assertThat(checkpoint.config().layers()).isEqualTo(2);
      assertThat(checkpoint.config().experts().count()).isEqualTo(4);
      assertThat(checkpoint.config().vocabulary()).isEqualTo(Tokenizers.open(model).size());
      assertThat(checkpoint.config().end())
          .containsExactly(Tokenizers.open(model).special("<|end|>").orElseThrow());
    }
    assertThat(model.resolve("README.md"))
        .content()
        .contains("| layers, width | 2, 16 |")
        .contains("learnt from %d lessons".formatted(lessons))
        .contains("tokens in %d steps".formatted(steps), "over the last %d steps".formatted(steps));
    assertThat(model.resolve("generation_config.json")).content().contains("\"do_sample\": false");
    for (String stage : List.of("pretrain", "finetune")) {
      assertThat(model.resolve(stage + ".svg")).content().startsWith("<svg").endsWith("</svg>\n");
      assertThat(Files.readAllLines(model.resolve(stage + ".jsonl")))
          .allSatisfy(line -> assertThat(JsonMapper.shared().readTree(line).isObject()).isTrue());
    }
  }

  private Front.Outcome run(String... arguments) {
    return Front.in(folder).run(arguments);
  }

  private Front.Outcome small(String command, String... arguments) {
    return run(
        Stream.of(Stream.of("train", command), SMALL.stream(), Stream.of(arguments))
            .flatMap(all -> all)
            .toArray(String[]::new));
  }

  /// One sentence behind what the dial printed.
  private static void refused(Front.Outcome outcome, int code, String sentence) {
    List<String> said =
        outcome.err().lines().filter(line -> !line.matches("depth \\d+|  \\S+ \\S+")).toList();
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    assertThat(said.getLast()).contains(sentence);
    assertThat(outcome.err()).doesNotContain("stumbled");
    assertThat(outcome.out()).isEmpty();
  }

  private List<String> leftovers() throws IOException {
    return files().stream().filter(file -> file.endsWith(".part")).toList();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toString).sorted().toList();
    }
  }
}
