package io.deepsearch4j.cli;

import io.deepsearch4j.trainer.LessonFiles;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The flags that say what a training run learns from, and where it lives.
final class RunFlags {
  @Option(
      names = "--lessons",
      paramLabel = "NAME",
      required = true,
      description = "The lessons lessons/NAME-*.jsonl of the home folder.")
  private String lessons = "";

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the run keeps vocabulary, metrics, checkpoints and models.")
  private String run = "";

  LessonFiles lessons(Config config) {
    return LessonFiles.of(config.folder().resolve("lessons"), lessons);
  }

  Path folder(Console console) {
    return ModelPlace.path(console, run);
  }
}
