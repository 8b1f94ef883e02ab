package io.deepsearch4j.cli;

import io.deepsearch4j.trainer.Dial;
import io.deepsearch4j.trainer.LessonFiles;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `deepsearch train pretrain`: from random weights, over everything that lessons show.
@Command(
    name = "pretrain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a new model on lessons.",
      "It learns to predict all they show at first, and more and more only what it is to say. A run that was stopped goes on when it is started again."
    },
    footer = {
      "",
      "Example:",
      "  deepsearch train pretrain --lessons first --run ./run --with tokens=30000000"
    })
final class TrainPretrainCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private RunFlags run = new RunFlags();
  @Mixin private DialFlags dial = new DialFlags();
  @Mixin private SettingFlags settings = new SettingFlags();

  TrainPretrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var recipe = new NanoRecipe(console, run.folder(console));
    Dial turned = dial.dial(NanoRecipe.PRETRAINING);
    DialFlags.print(console, turned);
    LessonFiles lessons = run.lessons(settings.config(console));
    recipe.vocabulary(lessons);
    recipe.pretrain(lessons, turned, dial.seed());
    return Exit.DONE;
  }
}
