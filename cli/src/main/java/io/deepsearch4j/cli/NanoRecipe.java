package io.deepsearch4j.cli;

import io.deepsearch4j.chat.Dialects;
import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import io.deepsearch4j.engine.tokenizer.Tokenizers;
import io.deepsearch4j.trainer.Dial;
import io.deepsearch4j.trainer.ExampleFile;
import io.deepsearch4j.trainer.LessonFiles;
import io.deepsearch4j.trainer.ModelDesign;
import io.deepsearch4j.trainer.RunPlot;
import io.deepsearch4j.trainer.TrainableModel;
import io.deepsearch4j.trainer.TrainerException;
import io.deepsearch4j.trainer.WholeFile;
import io.deepsearch4j.trainer.tokenizer.TokenizerTraining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How a small model is made, stage by stage, in the folder of one run: `tokenizer/`,
/// `PRINT.examples` (for each set of lessons), `pretrain/`, `finetune/`, `model/`.
final class NanoRecipe {
  /// Pretraining stays at full rate; what it shows counts as much as what is to be said at first.
  static final Map<String, String> PRETRAINING =
      Map.of("tokens", "30000000", "decay", "0", "context-tokens", "6000000");

  /// Fine-tuning lets the rates fall, and counts what is to be said most of all.
  static final Map<String, String> FINETUNING =
      Map.of(
          "tokens",
          "70000000",
          "decay",
          "0.7",
          "context-first",
          "0.2",
          "context-last",
          "0.1",
          "context-tokens",
          "30000000",
          "first-tokens",
          "0");

  /// The files of a vocabulary.
  private static final List<String> VOCABULARY = List.of("tokenizer.json", "tokenizer_config.json");

  private static final int KEPT_EVERY = 10;

  private final Path run;
  private final TrainingStage stages;

  NanoRecipe(Console console, Path run) {
    this.run = run;
    this.stages = new TrainingStage(console);
  }

  void vocabulary(LessonFiles lessons) {
    stages.tokenizer(lessons, TokenizerTraining.DEFAULT_SIZE, tokenizer());
  }

  void pretrain(LessonFiles lessons, Dial dial, long seed) {
    Path examples = examples(lessons);
    stages.examples(lessons, tokenizer(), positions(dial), examples);
    Tokenizer tokenizer = Tokenizers.open(tokenizer());
    int end =
        tokenizer
            .special(Dialects.NANO.turnEnd())
            .orElseThrow(
                () ->
                    new TrainerException(
                        "the vocabulary in "
                            + tokenizer()
                            + " is not of the dialect nano; delete it and learn it again"));
    stages.train(
        "pretrain",
        dial,
        new TrainingStage.Start.Random(-1, List.of(end)),
        examples,
        run.resolve("pretrain"),
        seed);
  }

  void finetune(LessonFiles lessons, Dial dial, long seed) {
    Path start = run.resolve("pretrain/model");
    if (!Files.isDirectory(start)) {
      throw new TrainerException(
          "there is no pretrained model in " + start + "; make it with: deepsearch train pretrain");
    }
    Path examples = examples(lessons);
    stages.examples(lessons, tokenizer(), positions(dial), examples);
    stages.train(
        "finetune",
        dial,
        new TrainingStage.Start.Model(start),
        examples,
        run.resolve("finetune"),
        seed);
  }

  /// Puts the trained model together as the engine opens it: BF16 weights and their vocabulary, a
  /// card, and how the runs went.
  ///
  /// @param lessons that it learnt from last
  Path publish(LessonFiles lessons) {
    Path folder = run.resolve("model");
    try (Checkpoint trained = Checkpoint.open(run.resolve("finetune/model"));
        TrainableModel model =
            TrainableModel.of(ModelDesign.of(trained.config()), 1, trained.weights());
        ExampleFile examples = ExampleFile.open(examples(lessons))) {
      for (String file : VOCABULARY) {
        WholeFile.write(folder.resolve(file), out -> Files.copy(tokenizer().resolve(file), out));
      }
      WholeFile.write(folder.resolve("generation_config.json"), "{\"do_sample\": false}\n");
      String card =
          ModelCard.of(
              trained.config(),
              examples.size(),
              story("pretrain", folder),
              story("finetune", folder));
      WholeFile.write(folder.resolve("README.md"), card);
      // Last, because a folder with a configuration is taken for a model.
      model.export(folder, Precision.BF16);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written; check rights and room", e);
    }
    return folder;
  }

  /// Draws how a stage went, keeps every tenth step, and tells its end in words.
  private String story(String stage, Path folder) throws IOException {
    Path metrics = run.resolve(stage).resolve("metrics.jsonl");
    RunPlot.draw(run.resolve(stage), folder.resolve(stage + ".svg"));
    List<String> lines = Files.readAllLines(metrics);
    List<String> kept = new ArrayList<>(List.of(lines.getFirst()));
    for (int i = KEPT_EVERY; i < lines.size(); i += KEPT_EVERY) {
      kept.add(lines.get(i));
    }
    WholeFile.write(folder.resolve(stage + ".jsonl"), String.join("\n", kept) + "\n");
    Summary all = Summary.of(lines.subList(1, lines.size()));
    return String.format(
        Locale.ROOT,
        "%.1f million tokens in %,d steps, target loss %.3f and %.1f %% of the target tokens right over the"
            + " last %d steps",
        all.tokens() / 1e6,
        all.steps(),
        all.loss(),
        100 * all.accuracy(),
        Math.min(Summary.LAST, all.steps()));
  }

  /// Where a stage ended.
  private record Summary(long steps, long tokens, double loss, double accuracy) {
    static final int LAST = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Summary of(List<String> lines) {
      double loss = 0;
      double accuracy = 0;
      List<String> last = lines.subList(Math.max(0, lines.size() - LAST), lines.size());
      for (String line : last) {
        JsonNode step = JSON.readTree(line);
        loss += step.path("targetLoss").asDouble(0) / last.size();
        accuracy += step.path("targetAccuracy").asDouble(0) / last.size();
      }
      JsonNode end = JSON.readTree(lines.getLast());
      return new Summary(end.path("step").asLong(0), end.path("tokens").asLong(0), loss, accuracy);
    }
  }

  /// Stages with the same lessons share a file, and others never find it.
  private Path examples(LessonFiles lessons) {
    return run.resolve(lessons.print() + ".examples");
  }

  private static int positions(Dial dial) {
    return Integer.parseInt(dial.values().getOrDefault("positions", "1024"));
  }

  private Path tokenizer() {
    return run.resolve("tokenizer");
  }
}
