package io.deepsearch4j.cli;

import io.deepsearch4j.synthesis.LessonsWish;
import io.deepsearch4j.trainer.Dial;
import io.deepsearch4j.trainer.LessonFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch train nano`: from an empty folder to a model that answers questions of practice
/// webs.
@Command(
    name = "nano",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes nano-R from nothing: lessons, vocabulary, pretraining, fine-tuning, model.",
      "Every stage that is done is not done again, and one that was stopped goes on."
    },
    footer = {"", "Example:", "  deepsearch train nano --run ./nano"})
final class TrainNanoCommand implements Callable<Integer> {
  private static final String NAME = "nano";

  private final Console console;

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the run keeps everything.")
  private String run = "";

  @Option(
      names = "--worlds",
      paramLabel = "FIRST-LAST",
      defaultValue = "1000-1059",
      description = "Practice webs to learn from; 1000-1059 if not given.")
  private String worlds = "1000-1059";

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "60",
      description = "Asked in each web; 60 if not given.")
  private int questions = 60;

  @Option(
      names = "--pretrain-tokens",
      paramLabel = "N",
      defaultValue = "30000000",
      description = "Tokens of pretraining; 30 million if not given.")
  private long pretrainTokens = 30_000_000;

  @Option(
      names = "--finetune-tokens",
      paramLabel = "N",
      defaultValue = "70000000",
      description = "Tokens of fine-tuning; 70 million if not given.")
  private long finetuneTokens = 70_000_000;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many webs at a time; 2 if not given.")
  private int jobs = 2;

  @Mixin private DialFlags dial = new DialFlags();

  TrainNanoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Path folder = ModelPlace.path(console, run);
    Dial pretraining = dial.dial(with(NanoRecipe.PRETRAINING, pretrainTokens));
    Dial finetuning = dial.dial(with(NanoRecipe.FINETUNING, finetuneTokens));
    DialFlags.print(console, finetuning);
    var recipe = new NanoRecipe(console, folder);

    LessonFiles lessons = lessons(folder.resolve("lessons"), SeedRange.of("--worlds", worlds));
    recipe.vocabulary(lessons);
    recipe.pretrain(lessons, pretraining, dial.seed());
    recipe.finetune(lessons, finetuning, dial.seed());
    console.tell("the model is in " + recipe.publish(lessons));
    return Exit.DONE;
  }

  private static Map<String, String> with(Map<String, String> stage, long tokens) {
    Map<String, String> values = new LinkedHashMap<>(stage);
    values.put("tokens", Long.toString(tokens));
    return values;
  }

  private LessonFiles lessons(Path folder, SeedRange range) throws InterruptedException {
    var wish = new LessonsWish(range.first(), range.last(), questions, LessonsWish.USUAL_WANDERING);
    LessonMaking.make(console, folder, NAME, wish, jobs);
    return LessonFiles.of(folder, NAME);
  }
}
