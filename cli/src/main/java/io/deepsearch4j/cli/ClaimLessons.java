package io.deepsearch4j.cli;

import io.deepsearch4j.synthesis.LessonsWish;
import io.deepsearch4j.trainer.LessonFiles;
import io.deepsearch4j.trainer.tokenizer.TokenizerTraining;
import java.nio.file.Files;
import java.nio.file.Path;

/// What experiments on the architecture learn from: examples that are there, lessons that are
/// there, or lessons made for them.
final class ClaimLessons {
  private static final String NAME = "claims";
  private static final int LONGEST = 1024;
  private static final LessonsWish FOUR_WEBS =
      new LessonsWish(2000, 2003, 60, LessonsWish.USUAL_WANDERING);
  private static final LessonsWish SMALL =
      new LessonsWish(2000, 2001, 4, LessonsWish.USUAL_WANDERING);

  private final Console console;
  private final Path run;

  ClaimLessons(Console console, Path run) {
    this.console = console;
    this.run = run;
  }

  /// The file of examples.
  ///
  /// @param place a file of examples, a folder and the name of lessons in it, or empty
  /// @param quick whether few lessons are enough
  Path examples(String place, boolean quick) throws InterruptedException {
    Path there = console.folder().resolve(place).normalize();
    if (Files.isRegularFile(there)) {
      return there;
    }
    LessonFiles lessons =
        place.isEmpty()
            ? made(quick ? SMALL : FOUR_WEBS)
            : LessonFiles.of(there.resolveSibling(""), there.getFileName().toString());
    Path examples = run.resolve(lessons.print() + ".examples");
    var stages = new TrainingStage(console);
    stages.tokenizer(lessons, TokenizerTraining.DEFAULT_SIZE, run.resolve("tokenizer"));
    stages.examples(lessons, run.resolve("tokenizer"), LONGEST, examples);
    return examples;
  }

  private LessonFiles made(LessonsWish wish) throws InterruptedException {
    Path folder = run.resolve("lessons");
    LessonMaking.make(console, folder, NAME, wish, 1);
    return LessonFiles.of(folder, NAME);
  }
}
