package io.deepsearch4j.cli.bench;

import io.deepsearch4j.engine.checkpoint.RandomWeights;
import io.deepsearch4j.engine.network.ModelBench;
import io.deepsearch4j.engine.network.NetworkOptions;
import io.deepsearch4j.engine.network.Shape;
import io.deepsearch4j.engine.tensor.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How fast models of random weights run, beside the ceilings of the machine.
final class ModelSpeed implements Benchmark {
  private static final long SEED = 1;
  private static final int HISTORY = 8_192;
  private static final int STEP = 64;

  private final List<Figure> figures = new ArrayList<>();

  @Override
  public String name() {
    return "models";
  }

  @Override
  public List<Figure> measure(Path home) {
    for (Precision precision : List.of(Precision.Q4, Precision.Q8, Precision.BF16)) {
      run(Shape.DENSE, precision);
    }
    run(Shape.EXPERTS, Precision.Q4);
    // The dense model that a token of the one above meets: what grouping by expert costs.
    run(Shape.EXPERTS_TWIN, Precision.Q4);
    try (ModelBench bench = open(Shape.DENSE, Precision.Q4)) {
      add(Shape.DENSE, Precision.Q4, bench.history(HISTORY, STEP));
    }
    return List.copyOf(figures);
  }

  private void run(Shape shape, Precision precision) {
    try (ModelBench bench = open(shape, precision)) {
      add(shape, precision, bench.run());
    }
  }

  private static ModelBench open(Shape shape, Precision precision) {
    return new ModelBench(
        RandomWeights.inMemory(shape.config(), precision, SEED),
        NetworkOptions.DEFAULT,
        what -> System.err.println(shape.published() + " " + precision + ": " + what));
  }

  private void add(Shape shape, Precision precision, List<ModelBench.Row> rows) {
    for (ModelBench.Row row : rows) {
      String what =
          "%s %s, %s"
              .formatted(shape.published(), precision.name().toLowerCase(Locale.ROOT), row.what());
      List<Double> values = List.of(row.median(), row.best());
      figures.add(
          row.unit().equals("s")
              ? Figure.lower(what, row.unit(), "", values)
              : Figure.higher(what, row.unit(), "", values));
      if (!Double.isNaN(row.share())) {
        figures.add(
            Figure.higher(what + ", share of " + row.of(), "%", "", List.of(100 * row.share())));
      }
    }
  }
}
