package io.deepsearch4j.cli;

import io.deepsearch4j.chat.Dialects;
import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tokenizer.Tokenizer;
import io.deepsearch4j.engine.tokenizer.Tokenizers;
import io.deepsearch4j.trainer.Dial;
import io.deepsearch4j.trainer.ExampleFile;
import io.deepsearch4j.trainer.ExampleWriter;
import io.deepsearch4j.trainer.GemmCheck;
import io.deepsearch4j.trainer.LessonExamples;
import io.deepsearch4j.trainer.LessonFiles;
import io.deepsearch4j.trainer.ModelDesign;
import io.deepsearch4j.trainer.TrainableModel;
import io.deepsearch4j.trainer.Training;
import io.deepsearch4j.trainer.TrainingConfig;
import io.deepsearch4j.trainer.tokenizer.TokenizerTraining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/// The stages of making a model, each of which is skipped when what it makes is there: vocabulary,
/// examples, training, model. What was begun and not finished goes on where it was.
final class TrainingStage {
  private final Console console;
  private final Screen screen;

  TrainingStage(Console console) {
    this.console = console;
    this.screen = new Screen(console.err(), console.columns());
  }

  /// Learns a vocabulary from lessons.
  void tokenizer(LessonFiles lessons, int size, Path folder) {
    if (Files.exists(folder.resolve("tokenizer.json"))) {
      console.tell("the vocabulary is there already: " + folder);
      return;
    }
    var texts = new ArrayList<String>();
    lessons.forEach(lesson -> texts.add(LessonFiles.words(lesson, Dialects.NANO)));
    TokenizerTraining.Learnt learnt = TokenizerTraining.train(texts, size, folder);
    console.tell(
        "learnt %,d pieces from %,d lessons: %d characters, %d syllables, %d words"
            .formatted(
                learnt.entries(),
                learnt.texts(),
                learnt.characters(),
                learnt.syllables(),
                learnt.words()));
  }

  /// Turns lessons into examples; those longer than the model reads are left out and counted.
  void examples(LessonFiles lessons, Path tokenizerFolder, int longest, Path file) {
    if (Files.exists(file)) {
      console.tell("the examples are there already: " + file);
      return;
    }
    Tokenizer tokenizer = Tokenizers.open(tokenizerFolder);
    var examples = new LessonExamples(tokenizer, Dialects.NANO);
    int[] left = {0};
    try (ExampleWriter writer = ExampleWriter.create(file, tokenizer.size())) {
      lessons.forEach(
          lesson -> {
            var example = examples.of(lesson);
            if (example.tokens().length <= longest) {
              writer.add(example);
            } else {
              left[0]++;
            }
          });
      long tokens = writer.tokens();
      int count = writer.count();
      writer.finish();
      console.tell(
          String.format(
              Locale.ROOT,
              "%,d examples of %,d tokens, %.0f each; %,d were longer than %d and are left out",
              count,
              tokens,
              (double) tokens / Math.max(1, count),
              left[0],
              longest));
    }
  }

  /// Trains until all tokens are learnt from.
  ///
  /// @param start the folder of a model to begin with; where there is none, weights are random
  /// @throws CancellationException when it was interrupted; it goes on when called again
  void train(String name, Dial dial, Start start, Path examples, Path folder, long seed) {
    GemmCheck check = GemmCheck.measure().require();
    console.tell(
        String.format(
            Locale.ROOT,
            "%s: the arithmetic library makes %.0f GFLOP/s a core, a plain loop %.1f",
            name,
            check.library(),
            check.loop()));
    TrainingConfig config = dial.run(seed);
    try (ExampleFile set = ExampleFile.open(examples);
        TrainableModel model = model(dial, start, set.vocabulary(), config.shards(), seed);
        Training training = new Training(model, set, config, folder);
        var _ =
            new CtrlC(screen, "stopping after this step; run it again to go on", interrupting())) {
      Training.Outcome outcome = training.run(new TrainingProgress(screen, name, System::nanoTime));
      screen.status("");
      if (outcome == Training.Outcome.STOPPED) {
        throw new CancellationException("training was stopped");
      }
      model.export(folder.resolve("model"), Precision.F32);
      console.tell(
          String.format(
              Locale.ROOT,
              "%s: %,d tokens in %,d steps",
              name,
              training.tokens(),
              training.steps()));
    } finally {
      screen.status("");
    }
  }

  /// What training begins with.
  sealed interface Start {
    /// Random weights for a vocabulary whose control tokens are these.
    record Random(int begin, List<Integer> end) implements Start {}

    /// The weights of a folder.
    record Model(Path folder) implements Start {}
  }

  private static TrainableModel model(
      Dial dial, Start start, int vocabulary, int replicas, long seed) {
    return switch (start) {
      case Start.Random(var begin, var end) ->
          TrainableModel.random(dial.design(vocabulary, begin, end), replicas, seed);
      case Start.Model(var folder) -> {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
          yield TrainableModel.of(
              ModelDesign.of(checkpoint.config()), replicas, checkpoint.weights());
        }
      }
    };
  }

  private static Runnable interrupting() {
    Thread caller = Thread.currentThread();
    return caller::interrupt;
  }
}
