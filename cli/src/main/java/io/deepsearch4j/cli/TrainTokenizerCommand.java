package io.deepsearch4j.cli;

import io.deepsearch4j.trainer.LessonFiles;
import io.deepsearch4j.trainer.tokenizer.TokenizerTraining;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch train tokenizer`: a vocabulary from lessons.
@Command(
    name = "tokenizer",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Learns a vocabulary of about a thousand pieces from lessons.",
    footer = {"", "Example:", "  deepsearch train tokenizer --lessons first --to ./first"})
final class TrainTokenizerCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--lessons",
      paramLabel = "NAME",
      required = true,
      description = "The lessons lessons/NAME-*.jsonl of the home folder.")
  private String lessons = "";

  @Option(
      names = "--size",
      paramLabel = "N",
      defaultValue = "" + TokenizerTraining.DEFAULT_SIZE,
      description = "At most so many pieces; ${DEFAULT-VALUE} if not given.")
  private int size = TokenizerTraining.DEFAULT_SIZE;

  @Option(names = "--to", paramLabel = "FOLDER", required = true, description = "Where it goes.")
  private String to = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  TrainTokenizerCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var files = LessonFiles.of(settings.config(console).folder().resolve("lessons"), lessons);
    new TrainingStage(console).tokenizer(files, size, ModelPlace.path(console, to));
    return Exit.DONE;
  }
}
