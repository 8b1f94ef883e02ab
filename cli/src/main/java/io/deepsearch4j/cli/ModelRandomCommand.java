package io.deepsearch4j.cli;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelInfo;
import io.deepsearch4j.engine.checkpoint.RandomWeights;
import io.deepsearch4j.engine.network.Shape;
import io.deepsearch4j.engine.tensor.Precision;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `deepsearch model random`: a model of any shape that knows nothing, for measurements.
@Command(
    name = "random",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a model of random weights, to measure with: it has the speed of its shape and no sense.",
      "Nothing is overwritten; the disk is checked for room first."
    },
    footer = {
      "",
      "Examples:",
      "  deepsearch model random --shape dense-0.5b --precision q4 --to ./random",
      "  deepsearch model random --shape ./config.json --precision q8 --to ./random"
    })
final class ModelRandomCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      required = true,
      description = "dense-0.5b, moe-2b, r-72b, or a config.json or the folder that holds one.")
  private String shape = "";

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "Q4",
      description = "q4, q8, bf16 or f32; q4 if not given.")
  private Precision precision = Precision.Q4;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      required = true,
      description = "The folder to fill; it is made where it is missing.")
  private String to = "";

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Which weights; 1 if not given. The same seed makes the same file.")
  private long seed = 1;

  ModelRandomCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path target = ModelPlace.unused(console, to);
    byte[] text = text(console, shape);
    ModelConfig config = ModelConfig.parse(text, shape);
    var screen = new Screen(console.err(), console.columns());
    long bytes = ModelDescription.weightBytes(ModelInfo.of(config), precision);
    console.tell("writing " + Sizes.bytes(bytes) + " of random weights to " + target);
    long begin = System.nanoTime();
    try (var progress =
        new BytesProgress(screen, "random weights", "cancelling; what was written is deleted")) {
      RandomWeights.write(text, target, precision, seed, progress);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    console
        .out()
        .printf(
            Locale.ROOT,
            "%s holds random weights in %s: %s, written in %.1f s%n",
            target,
            ModelDescription.word(precision),
            Sizes.bytes(ModelDescription.of(target).stored().bytes()),
            seconds);
    console.out().flush();
    return Exit.DONE;
  }

  /// The configuration of a shape known by name, or of one in a file.
  static byte[] text(Console console, String shape) {
    boolean named = !shape.contains("/") && !shape.contains(".json");
    return named && !shape.equals(".")
        ? Shape.named(shape).json()
        : ModelPlace.configText(ModelPlace.existing(console, shape));
  }
}
