package io.deepsearch4j.cli;

import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelInfo;
import io.deepsearch4j.engine.checkpoint.RandomWeights;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.network.ModelBench;
import io.deepsearch4j.engine.network.NetworkOptions;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.report.Plain;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// `deepsearch model bench`: how fast a model runs here, and which share of the ceiling that is.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures how fast a model reads and writes, beside what this machine could do at best.",
      "A shape is filled with random weights in memory; speed does not depend on what they are."
    },
    footer = {
      "",
      "Examples:",
      "  deepsearch model bench --shape dense-0.5b --precision q4",
      "  deepsearch model bench ./q4 --threads 2 --json"
    })
final class ModelBenchCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long SEED = 1;

  /// New tokens of a step: a call and a short result.
  private static final int STEP = 64;

  private final Console console;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = "",
      description = "The folder of a model; or use --shape.")
  private String place = "";

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      defaultValue = "",
      description = "dense-0.5b, moe-2b, r-72b, or a config.json or the folder that holds one.")
  private String shape = "";

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "Q4",
      description = "Of the random weights of --shape: q4, q8, bf16 or f32; q4 if not given.")
  private Precision precision = Precision.Q4;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many compute; one on each core if not given.")
  private int threads;

  @Option(
      names = "--expert-memory-mb",
      paramLabel = "N",
      defaultValue = "0",
      description = "Memory for experts, the others stay on the disk; what there is if not given.")
  private int expertMemoryMb;

  @Option(
      names = "--history",
      paramLabel = "N",
      defaultValue = "0",
      description = "Measure a step behind so many tokens of unchanged history instead.")
  private int history;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /// What `--json` prints.
  ///
  /// @param share of the ceiling; 0 where nothing bounds it
  private record Figure(
      String what, String unit, double median, double best, double share, String of) {
    static Figure of(ModelBench.Row row) {
      double share = Double.isNaN(row.share()) ? 0 : row.share();
      return new Figure(row.what(), row.unit(), row.median(), row.best(), share, row.of());
    }
  }

  private record Figures(
      String format, String model, String precision, int threads, List<Figure> figures) {}

  ModelBenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (place.isEmpty() == shape.isEmpty()) {
      throw new SettingException("name either the folder of a model or a --shape");
    }
    if (history < 0) {
      throw new SettingException("--history must be 0 or more, not " + history);
    }
    var options =
        new NetworkOptions(
            threads,
            NetworkOptions.DEFAULT.cacheType(),
            NetworkOptions.DEFAULT.cacheBytes(),
            expertMemoryMb == 0 ? NetworkOptions.AS_FITS : (long) expertMemoryMb << 20);
    String stored;
    WeightSource weights;
    if (shape.isEmpty()) {
      Path folder = ModelPlace.folder(console, place);
      stored = ModelDescription.of(folder).stored().form();
      weights = Checkpoint.open(folder).weights();
    } else {
      stored = ModelDescription.word(precision);
      weights = random();
    }
    var screen = new Screen(console.err(), console.columns());
    try (var bench = new ModelBench(weights, options, screen::status)) {
      print(history == 0 ? bench.run() : bench.history(history, STEP), stored);
    } finally {
      screen.status("");
    }
    return Exit.DONE;
  }

  private WeightSource random() {
    ModelConfig config = ModelConfig.parse(ModelRandomCommand.text(console, shape), shape);
    long needed = ModelDescription.weightBytes(ModelInfo.of(config), precision);
    long memory = Memory.ofMachine();
    if (needed > memory) {
      throw new SettingException(
          "%s needs %s of memory in %s and this machine has %s; write it to a disk with: deepsearch model random"
              .formatted(
                  Plain.line(shape, 60),
                  Sizes.bytes(needed),
                  ModelDescription.word(precision),
                  Sizes.bytes(memory)));
    }
    console.tell("making " + Sizes.bytes(needed) + " of random weights");
    return RandomWeights.inMemory(config, precision, SEED);
  }

  private void print(List<ModelBench.Row> rows, String stored) {
    String name = shape.isEmpty() ? place : shape;
    int used = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    if (json) {
      var figures = rows.stream().map(Figure::of).toList();
      console
          .out()
          .println(
              JSON.writeValueAsString(
                  new Figures("deepsearch4j/model-bench/1", name, stored, used, figures)));
    } else {
      console.tell("%s in %s, %d threads".formatted(Plain.line(name, 100), stored, used));
      table(rows).print(console.out());
    }
    console.out().flush();
  }

  private static Table table(List<ModelBench.Row> rows) {
    var table = new Table("what", "median", "best", "unit", "share", "of");
    for (ModelBench.Row row : rows) {
      boolean bounded = !Double.isNaN(row.share());
      table.row(
          row.what(),
          number(row.median()),
          number(row.best()),
          row.unit(),
          bounded ? "%.0f %%".formatted(100 * row.share()) : "",
          bounded ? row.of() : "");
    }
    return table;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.1f", value);
  }
}
