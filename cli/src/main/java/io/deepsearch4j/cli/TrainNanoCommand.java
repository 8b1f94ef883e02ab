package io.deepsearch4j.cli;

import io.deepsearch4j.synthesis.Lessons;
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

/// `deepsearch train nano`: from an empty folder to a model that answers questions of practice webs.
@Command(
    name = "nano",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes nano-R from nothing: lessons, vocabulary, pretraining, fine-tuning, model. Every stage",
      "that is done is not done again, and one that was stopped goes on."
    },
    footer = {"", "Example:", "  deepsearch train nano --run ./nano"})
final class TrainNanoCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the run keeps everything.")
  private String run = "";

  @Option(
      names = "--first",
      paramLabel = "FIRST-LAST",
      defaultValue = "1000-1029",
      description = "Webs whose lessons the vocabulary and pretraining learn from.")
  private String first = "";

  @Option(
      names = "--more",
      paramLabel = "FIRST-LAST",
      defaultValue = "1030-1099",
      description = "Webs whose lessons fine-tuning learns from as well.")
  private String more = "";

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
    Path folder = console.folder().resolve(run).normalize();
    Dial pretraining = dial.dial(with(NanoRecipe.PRETRAINING, pretrainTokens));
    Dial finetuning = dial.dial(with(NanoRecipe.FINETUNING, finetuneTokens));
    DialFlags.print(console, finetuning);
    var recipe = new NanoRecipe(console, folder);

    lessons(folder, "first", SeedRange.of(first));
    LessonFiles early = LessonFiles.of(folder.resolve("lessons"), "first");
    recipe.vocabulary(early);
    recipe.pretrain(early, pretraining, dial.seed());
    lessons(folder, "more", SeedRange.of(more));
    recipe.finetune(
        early.and(LessonFiles.of(folder.resolve("lessons"), "more")), finetuning, dial.seed());
    console.tell("the model is in " + recipe.publish());
    return Exit.DONE;
  }

  private static Map<String, String> with(Map<String, String> stage, long tokens) {
    Map<String, String> values = new LinkedHashMap<>(stage);
    values.put("tokens", Long.toString(tokens));
    return values;
  }

  private void lessons(Path folder, String name, SeedRange worlds) throws InterruptedException {
    var wish =
        new LessonsWish(
            worlds.first(), worlds.last(), questions, LessonsWish.USUAL_WANDERING);
    new Lessons(folder.resolve("lessons"), name, LessonGround::of)
        .make(
            wish,
            jobs,
            (seed, tally, again) ->
                console.tell(
                    "lessons of world %d%s: %,d"
                        .formatted(seed, again ? " (there already)" : "", tally.count())));
  }
}
