package io.deepsearch4j.cli;

import io.deepsearch4j.chat.Dialects;
import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import io.deepsearch4j.engine.tokenizer.Tokenizers;
import io.deepsearch4j.trainer.Dial;
import io.deepsearch4j.trainer.LessonFiles;
import io.deepsearch4j.trainer.ModelDesign;
import io.deepsearch4j.trainer.TrainableModel;
import io.deepsearch4j.trainer.TrainerException;
import io.deepsearch4j.trainer.tokenizer.TokenizerTraining;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// How a small model is made, stage by stage, in the folder of one run: `tokenizer/`,
/// `pretrain.examples`, `pretrain/`, `finetune.examples`, `finetune/`, `model/`.
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
    Path examples = run.resolve("pretrain.examples");
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
    Path examples = run.resolve("finetune.examples");
    stages.examples(lessons, tokenizer(), positions(dial), examples);
    stages.train(
        "finetune",
        dial,
        new TrainingStage.Start.Model(start),
        examples,
        run.resolve("finetune"),
        seed);
  }

  /// Puts the trained model together as the engine opens it: BF16 weights and their vocabulary.
  Path publish() {
    Path folder = run.resolve("model");
    try (Checkpoint trained = Checkpoint.open(run.resolve("finetune/model"));
        TrainableModel model =
            TrainableModel.of(ModelDesign.of(trained.config()), 1, trained.weights())) {
      model.export(folder, Precision.BF16);
      for (String file : VOCABULARY) {
        Files.copy(
            tokenizer().resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.writeString(folder.resolve("generation_config.json"), "{\"do_sample\": false}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written; check rights and room", e);
    }
    return folder;
  }

  private static int positions(Dial dial) {
    return Integer.parseInt(dial.values().getOrDefault("positions", "1024"));
  }

  private Path tokenizer() {
    return run.resolve("tokenizer");
  }
}
