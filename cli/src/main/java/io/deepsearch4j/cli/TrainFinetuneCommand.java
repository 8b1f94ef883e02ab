package io.deepsearch4j.cli;

import io.deepsearch4j.trainer.Dial;
import io.deepsearch4j.trainer.LessonFiles;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `deepsearch train finetune`: a pretrained model on what it is to say.
@Command(
    name = "finetune",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Goes on with the model that pretraining left in the run's folder, at falling rates.",
      "It learns mostly what it is to say; its size is that model's. A run that was stopped goes on when it is started again."
    },
    footer = {
      "",
      "Example:",
      "  deepsearch train finetune --lessons first --run ./run --with tokens=60000000"
    })
final class TrainFinetuneCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private RunFlags run = new RunFlags();
  @Mixin private DialFlags dial = new DialFlags();
  @Mixin private SettingFlags settings = new SettingFlags();

  TrainFinetuneCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var recipe = new NanoRecipe(console, run.folder(console));
    Dial turned = dial.dial(NanoRecipe.FINETUNING);
    DialFlags.print(console, turned);
    LessonFiles lessons = run.lessons(settings.config(console));
    recipe.finetune(lessons, turned, dial.seed());
    console.tell("the model is in " + recipe.publish(lessons));
    return Exit.DONE;
  }
}
