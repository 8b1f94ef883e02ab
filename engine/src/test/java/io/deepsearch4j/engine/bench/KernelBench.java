package io.deepsearch4j.engine.bench;

import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.KeyTile;
import io.deepsearch4j.engine.tensor.Precision;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the benchmarks of the kernels, the ceilings before and after each, and prints a table.
///
/// Arguments: a file for the results in JSON, then the precisions to run (all, if none is named).
/// On a shared machine the best sample tells what the kernel can do and the median what one gets.
public final class KernelBench {
  private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

  /// One line of the table; times in nanoseconds.
  record Line(
      String what,
      double best,
      double median,
      double weightsPerNano,
      double gigabytes,
      double gigaflops,
      double shareOfRead,
      double shareOfPeak) {}

  /// Time of one call.
  record Times(double best, double median) {}

  private final List<Line> lines = new ArrayList<>();
  private final PrintStream out;
  private double read; // bytes per nanosecond, best so far
  private double peak; // operations per nanosecond, best so far

  private KernelBench(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws RunnerException, IOException {
    var bench = new KernelBench(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    bench.run(List.of(arguments).subList(Math.min(1, arguments.length), arguments.length));
    if (arguments.length > 0) {
      bench.write(Path.of(arguments[0]));
    }
  }

  private void run(List<String> only) throws RunnerException {
    out.printf(
        Locale.ROOT,
        "%s, %d threads%n%-24s %9s %9s %7s %7s %8s %6s %6s%n",
        Kernels.best().name(),
        THREADS,
        "what",
        "best ms",
        "median",
        "Gw/s",
        "GB/s",
        "GFLOP/s",
        "read",
        "FMA");
    ceilings();
    for (Precision precision : Precision.values()) {
      if (!only.isEmpty() && !only.contains(precision.name())) {
        continue;
      }
      for (int tokens : new int[] {1, 8, 48, 512}) {
        Times times =
            times(
                Products.class,
                Map.of("precision", precision.name(), "tokens", String.valueOf(tokens)));
        ceilings();
        int rows = Products.rows(tokens);
        double weights = (double) rows * Products.COLUMNS;
        double bytes = precision.bytes(rows, Products.COLUMNS);
        add(
            "%s x %d tokens".formatted(precision, tokens),
            times,
            weights,
            bytes,
            2 * weights * tokens);
      }
    }
    for (CacheType cache : CacheType.values()) {
      if (!only.isEmpty() && !only.contains("attention")) {
        continue;
      }
      Times times = times(AttentionDecode.class, Map.of("cache", cache.name()));
      ceilings();
      double elements =
          (double) AttentionDecode.GROUPS
              * AttentionDecode.CONTEXT
              * (AttentionDecode.KEY_WIDTH + AttentionDecode.VALUE_WIDTH);
      double bytes =
          (double) AttentionDecode.GROUPS
              * AttentionDecode.CONTEXT
              / KeyTile.KEYS
              * KeyTile.bytes(cache, AttentionDecode.KEY_WIDTH, AttentionDecode.VALUE_WIDTH, false);
      add(
          "attention %s @4096".formatted(cache),
          times,
          elements,
          bytes,
          2 * elements * AttentionDecode.HEADS);
    }
    out.printf(Locale.ROOT, "ceilings: read %.1f GB/s, FMA %.0f GFLOP/s%n", read, peak);
  }

  /// Measures both ceilings again; the best of the whole run counts.
  private void ceilings() throws RunnerException {
    for (RunResult result : measure(Ceilings.class, Map.of())) {
      double best = result.getPrimaryResult().getStatistics().getMin();
      if (result.getParams().getBenchmark().endsWith(".read")) {
        read = Math.max(read, Ceilings.READ_BYTES / best);
      } else {
        peak = Math.max(peak, Ceilings.operations(THREADS) / best);
      }
    }
  }

  private static Times times(Class<?> benchmark, Map<String, String> parameters)
      throws RunnerException {
    var statistics =
        measure(benchmark, parameters).iterator().next().getPrimaryResult().getStatistics();
    return new Times(statistics.getMin(), statistics.getPercentile(50));
  }

  private static Collection<RunResult> measure(Class<?> benchmark, Map<String, String> parameters)
      throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(benchmark.getName().replace(".", "\\.") + "\\..*")
            .forks(1)
            .jvmArgs("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED")
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(3)
            .measurementTime(TimeValue.milliseconds(500))
            .verbosity(VerboseMode.SILENT);
    parameters.forEach(options::param);
    return new Runner(options.build()).run();
  }

  private void add(String what, Times times, double weights, double bytes, double operations) {
    var line =
        new Line(
            what,
            times.best,
            times.median,
            weights / times.best,
            bytes / times.best,
            operations / times.best,
            bytes / times.best / read,
            operations / times.best / peak);
    lines.add(line);
    out.printf(
        Locale.ROOT,
        "%-24s %9.3f %9.3f %7.1f %7.1f %8.0f %5.0f%% %5.0f%%%n",
        what,
        line.best / 1e6,
        line.median / 1e6,
        line.weightsPerNano,
        line.gigabytes,
        line.gigaflops,
        100 * line.shareOfRead,
        100 * line.shareOfPeak);
  }

  private void write(Path file) throws IOException {
    var report =
        Map.of(
            "format", "deepsearch4j/kernel-benchmark/1",
            "kernels", Kernels.best().name(),
            "threads", THREADS,
            "readGigabytes", read,
            "peakGigaflops", peak,
            "lines", lines);
    Files.writeString(
        file,
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(report));
  }
}
