package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.checkpoint.ModelInfo;
import io.deepsearch4j.engine.checkpoint.Progress;
import io.deepsearch4j.engine.checkpoint.Quantizer;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.trainer.DivergedException;
import io.deepsearch4j.trainer.ModelDesign;
import io.deepsearch4j.trainer.Probe;
import io.deepsearch4j.trainer.TrainableModel;
import io.deepsearch4j.trainer.Training;
import io.deepsearch4j.trainer.TrainingConfig;
import io.deepsearch4j.trainer.Watcher;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// Trains one seed of an arm and measures it.
final class TrialRun {
  private final Arm arm;
  private final long seed;
  private final Lessons lessons;
  private final ModelDesign design;
  private final TrainingConfig config;
  private final int passTokens;
  private final Map<Metric, Double> values = new EnumMap<>(Metric.class);

  TrialRun(Arm arm, long seed, Scale scale, Lessons lessons) {
    this.arm = arm;
    this.seed = seed;
    this.lessons = lessons;
    var dial = scale.dial(arm.layers(), arm.tokens());
    this.design = arm.change().apply(dial.design(lessons.learnt().vocabulary(), -1, List.of()));
    // A trial is begun again rather than continued: what was watched is not in a checkpoint.
    this.config =
        dial.run(seed).withBalancing(arm.balancing()).withCheckpointSteps(Integer.MAX_VALUE);
    this.passTokens = config.passTokens();
  }

  /// @param folder empty, for the run's files
  /// @throws CancellationException when the thread was interrupted
  Trial run(Path folder, Watcher watcher) {
    long begin = System.nanoTime();
    var watch = new TrialWatch(config.schedule().warmUpSteps());
    boolean diverged = false;
    try (TrainableModel model = TrainableModel.random(design, config.shards(), seed);
        Training training =
            new Training(model, lessons.learnt(), config, folder.resolve("training"))) {
      values.put(Metric.RMS_BEGIN, probe(model).layers().getLast().rms());
      Training.Outcome outcome =
          training.run(
              (step, total) -> {
                watch.add(step, model.routerBiases());
                watcher.learnt(step, total);
              });
      if (outcome == Training.Outcome.STOPPED) {
        throw new CancellationException("the trial was stopped");
      }
      measure(model, folder);
    } catch (DivergedException _) {
      diverged = true;
      values.put(Metric.LOSS, Math.log(lessons.learnt().vocabulary()));
    }
    // Of a run that broke off the rest would be that of a stump.
    if (!diverged) {
      watch.into(values);
    }
    values.put(
        Metric.CACHE_BYTES, (double) ModelInfo.of(design.config()).cacheBytes(CacheType.BF16));
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Trial(arm.name(), seed, seconds, diverged, values, watch.curve());
  }

  private void measure(TrainableModel model, Path folder) {
    Probe probe = probe(model);
    values.put(Metric.LOSS, probe.loss());
    values.put(Metric.RMS_END, probe.layers().getLast().rms());
    values.put(
        Metric.LARGEST,
        probe.layers().stream().mapToDouble(Probe.Loudness::largest).max().orElse(0));
    values.put(
        Metric.LARGEST_RELATIVE,
        probe.layers().stream().mapToDouble(l -> l.largest() / l.rms()).max().orElse(0));
    switch (arm.rounding()) {
      case NONE -> {}
      case INT8_AND_INT4 -> {
        Path exact = folder.resolve("f32");
        model.export(exact, Precision.F32);
        values.put(Metric.INT8_ADDED, rounded(exact, Precision.Q8, folder).loss() - probe.loss());
        values.put(Metric.INT4_ADDED, rounded(exact, Precision.Q4, folder).loss() - probe.loss());
      }
    }
  }

  private Probe rounded(Path exact, Precision precision, Path folder) {
    Path to = folder.resolve(precision.name().toLowerCase(Locale.ROOT));
    Quantizer.quantize(exact, to, precision, Progress.NONE);
    try (Checkpoint checkpoint = Checkpoint.open(to);
        TrainableModel model = TrainableModel.of(design, 1, checkpoint.weights())) {
      return probe(model);
    }
  }

  private Probe probe(TrainableModel model) {
    return Probe.of(model, lessons.heldOut(), passTokens);
  }
}
