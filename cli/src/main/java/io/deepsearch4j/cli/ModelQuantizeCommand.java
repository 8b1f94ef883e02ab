package io.deepsearch4j.cli;

import io.deepsearch4j.engine.checkpoint.Quantizer;
import io.deepsearch4j.engine.tensor.Precision;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deepsearch model quantize`: a release in the project's own file, smaller and ready to run.
@Command(
    name = "quantize",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a released model anew with fewer bits for each weight, tokenizer and settings beside it.",
      "Norms, router and sinks stay exact. Nothing is overwritten."
    },
    footer = {"", "Example:", "  deepsearch model quantize ./release --to ./q4 --precision q4"})
final class ModelQuantizeCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "DIR",
      description = "The folder of a release: config.json and safetensors.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "The folder to fill; it is made where it is missing.")
  private String to = "";

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      required = true,
      description = "q4, q8, bf16 or f32.")
  private Precision precision = Precision.Q4;

  ModelQuantizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path release = ModelPlace.folder(console, from);
    Path target = ModelPlace.unused(console, to);
    var screen = new Screen(console.err(), console.columns());
    ModelDescription before = ModelDescription.of(release);
    if (before.stored().isThere() && !before.stored().isRelease()) {
      throw new SettingException(
          release + " holds a model in the project's own file; name the folder of its release");
    }
    long begin = System.nanoTime();
    try (var progress =
        new BytesProgress(screen, "quantising", "cancelling; what was written is deleted")) {
      Quantizer.quantize(release, target, precision, progress);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    long size = ModelDescription.of(target).stored().bytes();
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s holds the model in %s: %s before, %s now (%.0f %%), written in %.1f s%n",
            target,
            ModelDescription.word(precision),
            Sizes.bytes(before.stored().bytes()),
            Sizes.bytes(size),
            100.0 * size / before.stored().bytes(),
            seconds);
    console.out().flush();
    return Exit.DONE;
  }
}
