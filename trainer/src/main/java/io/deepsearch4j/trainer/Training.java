package io.deepsearch4j.trainer;

import io.deepsearch4j.engine.tensor.Precision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// A run: steps over a training set until its tokens are learnt from, with metrics and checkpoints.
///
/// Pretraining and fine-tuning are the same loop with other settings. A run that was stopped, in
/// order or not, goes on from its last checkpoint to the same numbers.
public final class Training implements AutoCloseable {
  private static final int WINDOW = 100;

  private final TrainableModel model;
  private final TrainingSet examples;
  private final TrainingConfig config;
  private final Path folder;
  private final TrainingStep step;
  private final List<ExpertBalancer> balancers = new ArrayList<>(); // of each layer
  private final Deque<long[][]> window = new ArrayDeque<>();
  private Batches batches;
  private long steps;
  private long tokens;

  /// @param model with as many replicas as the configuration has shards
  /// @param folder of the run: metrics and checkpoint
  public Training(TrainableModel model, TrainingSet examples, TrainingConfig config, Path folder) {
    if (model.replicas().size() != config.shards()) {
      throw new IllegalArgumentException(
          "a model with %d replicas for %d shards"
              .formatted(model.replicas().size(), config.shards()));
    }
    if (examples.vocabulary() > model.design().config().vocabulary()) {
      throw new TrainerException(
          "the examples have %d tokens and the model knows %d; make both with one tokenizer"
              .formatted(examples.vocabulary(), model.design().config().vocabulary()));
    }
    if (examples.longest() > model.design().config().maxPositions()) {
      throw new TrainerException(
          "an example has %d tokens and the model reads %d; cut the lessons shorter"
              .formatted(examples.longest(), model.design().config().maxPositions()));
    }
    this.model = model;
    this.examples = examples;
    this.config = config;
    this.folder = folder;
    this.step = new TrainingStep(model, config);
    for (float[] bias : model.biases()) {
      balancers.add(ExpertBalancer.of(config.balancing(), bias));
    }
    this.batches = new Batches(examples, config, 0);
    RunState.read(folder).ifPresent(this::goOn);
    MetricsFile.cut(folder, steps);
  }

  /// How a run ended.
  public enum Outcome {
    FINISHED,
    /// Interrupted, with a checkpoint; the thread's interruption stays set.
    STOPPED
  }

  /// Tokens learnt from so far.
  public long tokens() {
    return tokens;
  }

  public long steps() {
    return steps;
  }

  /// Learns until all is learnt or the thread is interrupted; either way a checkpoint is written.
  public Outcome run(Watcher watcher) {
    boolean stopped = Thread.interrupted();
    try (MetricsFile metrics = MetricsFile.append(folder)) {
      while (tokens < config.tokens() && !stopped) {
        Metrics line = step();
        metrics.add(line);
        watcher.learnt(line, config.tokens());
        stopped = Thread.interrupted();
        if (steps % config.checkpointSteps() == 0 && tokens < config.tokens() && !stopped) {
          checkpoint();
        }
      }
    }
    checkpoint();
    if (stopped) {
      Thread.currentThread().interrupt();
    }
    return tokens < config.tokens() ? Outcome.STOPPED : Outcome.FINISHED;
  }

  private Metrics step() {
    long begin = System.nanoTime();
    List<Pack> packs = batches.take(config.batchAt(tokens), tokens);
    double factor = config.schedule().factor(steps, tokens, config.tokens());
    TrainingStep.Done done = step.run(packs, steps + 1, factor);
    double settled = Math.max(0.1, config.schedule().settled(tokens, config.tokens()));
    int taken = packs.stream().mapToInt(pack -> pack.tokens().length).sum();
    steps++;
    tokens += taken;
    balance(done.loads(), settled);
    double seconds = (System.nanoTime() - begin) / 1e9;
    TrainingStep.Sums sums = done.sums();
    long targets = Math.max(1, sums.targets());
    return new Metrics(
        steps,
        tokens,
        sums.loss(),
        sums.targetLoss() / targets,
        (double) sums.right() / targets,
        done.gradientNorm(),
        config.muonRate() * factor,
        violations(done.loads()),
        violations(windowLoads()),
        taken / seconds);
  }

  private void balance(long[][] loads, double scale) {
    for (int layer = 0; layer < balancers.size(); layer++) {
      if (!model.design().config().isDense(layer)) {
        balancers.get(layer).update(loads[layer], scale);
        double[] bias = balancers.get(layer).bias();
        for (int expert = 0; expert < bias.length; expert++) {
          model.biases()[layer][expert] = (float) bias[expert];
        }
      }
    }
    window.addLast(loads);
    if (window.size() > WINDOW) {
      window.removeFirst();
    }
  }

  private List<Double> violations(long[][] loads) {
    var violations = new ArrayList<Double>();
    for (int layer = 0; layer < loads.length; layer++) {
      if (!model.design().config().isDense(layer)) {
        violations.add(ExpertBalancer.violation(loads[layer]));
      }
    }
    return violations;
  }

  private long[][] windowLoads() {
    long[][] sum = Arrays.stream(window.getFirst()).map(long[]::clone).toArray(long[][]::new);
    window.stream()
        .skip(1)
        .forEach(
            loads -> {
              for (int layer = 0; layer < sum.length; layer++) {
                for (int expert = 0; expert < sum[layer].length; expert++) {
                  sum[layer][expert] += loads[layer][expert];
                }
              }
            });
    return sum;
  }

  /// Written by another thread, since files refuse to work for one that is interrupted.
  private void checkpoint() {
    step.alone(
        () ->
            RunState.write(
                folder,
                new RunState(
                    steps,
                    tokens,
                    batches.position(),
                    identity(),
                    balancers.stream().map(ExpertBalancer::state).toList(),
                    List.copyOf(window)),
                model,
                step.optimizers()));
  }

  private void goOn(RunState state) {
    if (state.identity() != identity()) {
      throw new TrainerException(
          "%s holds another run: its model, settings or examples differ; name another folder or remove it"
              .formatted(folder));
    }
    steps = state.step();
    tokens = state.tokens();
    batches = new Batches(examples, config, state.position());
    window.addAll(state.window());
    for (int layer = 0; layer < balancers.size(); layer++) {
      balancers.set(layer, ExpertBalancer.of(config.balancing(), state.balancers().get(layer)));
      double[] bias = balancers.get(layer).bias();
      for (int expert = 0; expert < bias.length; expert++) {
        model.biases()[layer][expert] = (float) bias[expert];
      }
    }
    RunState.restore(folder, state, model, step.optimizers());
  }

  /// What must be the same for a run to go on; how often it is saved need not.
  private long identity() {
    ModelDesign design = model.design();
    String settings =
        new String(Publication.configText(design.config(), Precision.F32), StandardCharsets.UTF_8)
            + design.headNorm()
            + design.closingGains()
            + config.withCheckpointSteps(1);
    long print = examples.fingerprint();
    for (int i = 0; i < settings.length(); i++) {
      print = 31 * print + settings.charAt(i);
    }
    return print;
  }

  @Override
  public void close() {
    step.close();
  }
}
