package io.deepsearch4j.engine.network;

import static java.lang.Double.NaN;

import io.deepsearch4j.engine.checkpoint.DiskCeiling;
import io.deepsearch4j.engine.checkpoint.ExpertStatistics;
import io.deepsearch4j.engine.checkpoint.ExpertStore;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.PackedWeights;
import io.deepsearch4j.engine.checkpoint.Progress;
import io.deepsearch4j.engine.checkpoint.TensorSpec;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.network.Network.Piece;
import io.deepsearch4j.engine.network.Network.Rows;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.VectorCeilings;
import io.deepsearch4j.engine.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Measures how fast a model runs, and which share that is of what the machine can do.
public final class ModelBench implements AutoCloseable {
  private static final int SHORT = 128;
  private static final int LONG = 4096;
  private static final int PROMPT = 512;
  private static final int STEPS = 24;
  private static final int ROUNDS = 5;
  private static final int TOGETHER = 8;

  private final WeightSource weights;
  private final LoadedModel model;
  private final Transformer network;
  private final VectorCeilings ceilings;
  private final Workers workers;
  private final double activeBytes;
  private final double flops;
  private final Consumer<String> progress;
  private final SplittableRandom random = new SplittableRandom(1);
  private final float[] logits;
  private final List<Row> rows = new ArrayList<>();

  /// One measured figure.
  ///
  /// @param median of the rounds
  /// @param best of the rounds
  /// @param share of the ceiling that bounds it, best to best; NaN where nothing bounds it
  /// @param of the ceiling
  public record Row(
      String what, String unit, double median, double best, double share, String of) {}

  /// @param weights taken over and closed at the end
  /// @param progress told what is being measured
  public ModelBench(WeightSource weights, NetworkOptions options, Consumer<String> progress) {
    this.weights = weights;
    this.progress = progress;
    ModelConfig config = weights.config();
    activeBytes = activeBytes(config, weights);
    flops = flops(config);
    model = LoadedModel.of(weights, options, Kernels.best());
    network = model.transformer();
    progress.accept("loading");
    model.load(Progress.NONE);
    logits = new float[config.vocabulary()];
    workers = Workers.start(options.threadsInUse());
    ceilings = new VectorCeilings(workers);
  }

  /// Bytes of weights that one token makes the machine read.
  private static double activeBytes(ModelConfig config, WeightSource weights) {
    double bytes = 0;
    for (TensorSpec spec : config.tensors()) {
      if (!isMet(config, spec) || !weights.has(spec.name())) {
        continue;
      }
      if (spec.shape().size() != 2) {
        bytes += 4 * spec.elements();
        continue;
      }
      double share =
          spec.kind() == TensorSpec.Kind.EXPERT
              ? (double) config.experts().chosen() / config.experts().count()
              : 1;
      bytes += share * weights.matrix(spec.name()).data().byteSize();
    }
    if (config.tiedHead()) {
      bytes += weights.matrix("model.embed_tokens.weight").data().byteSize();
    }
    return bytes;
  }

  private static boolean isMet(ModelConfig config, TensorSpec spec) {
    return spec.kind() != TensorSpec.Kind.EMBEDDING
        && !spec.name().startsWith("model.layers." + config.layers() + ".");
  }

  /// Operations of one token in all matrices but the head.
  private static double flops(ModelConfig config) {
    double weights = 0;
    for (TensorSpec spec : config.tensors()) {
      if (isMet(config, spec) && spec.shape().size() == 2 && spec.kind() != TensorSpec.Kind.HEAD) {
        double share =
            spec.kind() == TensorSpec.Kind.EXPERT
                ? (double) config.experts().chosen() / config.experts().count()
                : 1;
        weights += share * spec.elements();
      }
    }
    return 2 * weights;
  }

  /// Measures all there is to measure.
  public List<Row> run() {
    if (model.experts() instanceof ExpertStore store && weights instanceof PackedWeights packed) {
      stream(store, packed);
      return List.copyOf(rows);
    }
    decode(SHORT, 1);
    prefill();
    decode(SHORT, TOGETHER);
    if (network.config().maxPositions() >= LONG + STEPS) {
      decode(LONG, 1);
    }
    return List.copyOf(rows);
  }

  /// Seconds that a prompt takes, and seconds that the same prompt with something new behind it
  /// takes when what is known is kept: the next step of an agent, which sends its whole history.
  ///
  /// @param history tokens of the prompt
  /// @param step tokens that are new
  public List<Row> history(int history, int step) {
    progress.accept("reading a history of " + history);
    long begin = System.nanoTime();
    try (KvCache cache = filled(history)) {
      double all = (System.nanoTime() - begin) / 1e9;
      double[] seconds = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        try (Network.Cache fork = cache.fork()) {
          begin = System.nanoTime();
          network.run(List.of(new Piece(fork, tokens(step), Rows.LAST))).logits(0, 0, logits);
          seconds[round] = (System.nanoTime() - begin) / 1e9;
        }
      }
      double best = Arrays.stream(seconds).min().orElseThrow();
      rows.add(new Row("history of " + history, "s", all, all, NaN, ""));
      rows.add(
          new Row(
              step + " tokens behind it",
              "s",
              median(seconds),
              best,
              median(seconds) / all,
              "computing it anew"));
    }
    return List.copyOf(rows);
  }

  /// Tokens per second while sequences of this length grow together.
  public void decode(int context, int sequences) {
    progress.accept("decoding " + sequences + " x " + context);
    List<KvCache> caches = new ArrayList<>();
    try {
      KvCache first = filled(context);
      caches.add(first);
      while (caches.size() < sequences) {
        caches.add((KvCache) first.fork());
      }
      double[] speeds = new double[ROUNDS];
      double ceiling = 0;
      steps(caches, STEPS);
      for (int round = 0; round < ROUNDS; round++) {
        ceiling = Math.max(ceiling, ceilings.bytesPerSecond());
        caches.forEach(cache -> cache.truncate(context));
        speeds[round] = steps(caches, STEPS);
      }
      String what =
          sequences == 1 ? "decode at " + context : sequences + " sequences at " + context;
      double share = sequences == 1 ? best(speeds) * activeBytes / ceiling : NaN;
      rows.add(new Row(what, "tokens/s", median(speeds), best(speeds), share, "read bandwidth"));
    } finally {
      caches.forEach(KvCache::close);
    }
  }

  private KvCache filled(int context) {
    KvCache cache = network.newCache();
    for (int done = 0; done < context; done += PROMPT) {
      network.run(List.of(new Piece(cache, tokens(Math.min(PROMPT, context - done)), Rows.NONE)));
    }
    return cache;
  }

  private double steps(List<KvCache> caches, int count) {
    long begin = System.nanoTime();
    for (int step = 0; step < count; step++) {
      List<Piece> pieces =
          caches.stream().map(cache -> new Piece(cache, tokens(1), Rows.LAST)).toList();
      network.run(pieces).logits(0, 0, logits);
    }
    return count * caches.size() * 1e9 / (System.nanoTime() - begin);
  }

  /// Tokens per second of a model whose experts come from disk, first with nothing in memory.
  private void stream(ExpertStore store, PackedWeights packed) {
    progress.accept("reading random experts from disk");
    double[] disk = new double[3];
    for (int round = 0; round < disk.length; round++) {
      disk[round] = DiskCeiling.bytesPerSecond(packed, ExpertMemory.READERS, 120, round);
    }
    rows.add(
        new Row("random reads of experts", "GB/s", median(disk) / 1e9, best(disk) / 1e9, NaN, ""));
    try (KvCache cache = network.newCache()) {
      network.run(List.of(new Piece(cache, tokens(1), Rows.LAST)));
      streamed("decode, experts cold", 6, store, cache, median(disk));
      streamed("decode, cache filling", 12, store, cache, NaN);
      streamed("decode, cache full", 12, store, cache, NaN);
    }
    double right = 100 * model.foresight().map(ExpertForesight::right).orElse(0.0);
    rows.add(new Row("next layer's experts guessed", "%", right, right, NaN, ""));
  }

  private void streamed(String what, int count, ExpertStore store, KvCache cache, double disk) {
    progress.accept(what);
    ExpertStatistics before = store.statistics();
    long begin = System.nanoTime();
    steps(List.of(cache), count);
    double seconds = (System.nanoTime() - begin) / 1e9;
    ExpertStatistics after = store.statistics();
    double bytes = after.bytesRead() - before.bytesRead();
    double hits = after.hits() - before.hits();
    double misses = after.misses() - before.misses();
    double speed = count / seconds;
    rows.add(
        new Row(what, "tokens/s", speed, speed, bytes / seconds / disk, "random reads of experts"));
    rows.add(
        new Row(what + ", read", "MB/token", bytes / count / 1e6, bytes / count / 1e6, NaN, ""));
    rows.add(
        new Row(
            what + ", hits",
            "%",
            100 * hits / (hits + misses),
            100 * hits / (hits + misses),
            NaN,
            ""));
  }

  /// Tokens per second while a prompt is read.
  public void prefill() {
    progress.accept("reading a prompt of " + PROMPT);
    double[] speeds = new double[ROUNDS];
    double ceiling = 0;
    for (int round = -1; round < ROUNDS; round++) {
      ceiling = Math.max(ceiling, ceilings.flopsPerSecond());
      try (KvCache cache = network.newCache()) {
        long begin = System.nanoTime();
        network.run(List.of(new Piece(cache, tokens(PROMPT), Rows.LAST))).logits(0, 0, logits);
        if (round >= 0) {
          speeds[round] = PROMPT * 1e9 / (System.nanoTime() - begin);
        }
      }
    }
    rows.add(
        new Row(
            "prefill " + PROMPT,
            "tokens/s",
            median(speeds),
            best(speeds),
            best(speeds) * flops / ceiling,
            "FMA peak"));
  }

  private int[] tokens(int count) {
    return random.ints(count, 0, network.config().vocabulary()).toArray();
  }

  private static double best(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Override
  public void close() {
    ceilings.close();
    workers.close();
    model.close();
  }
}
