package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDManager;
import io.deepsearch4j.trainer.Optimizers.Move;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// One step: passes side by side, their gradients summed in a fixed order, every leaf moved.
final class TrainingStep implements AutoCloseable {
  private final TrainableModel model;
  private final TrainingConfig config;
  private final Optimizers optimizers;
  private final Crew crew;
  private final List<List<Integer>> duties;
  private final double[] squares;

  TrainingStep(TrainableModel model, TrainingConfig config) {
    this.model = model;
    this.config = config;
    this.optimizers = new Optimizers(model);
    this.crew = new Crew(config.shards());
    this.duties = duties(model.leaves(), config.shards());
    this.squares = new double[model.leaves().size()];
  }

  /// What passes measured.
  ///
  /// @param loss as weighed
  /// @param targetLoss summed over targets
  /// @param targets how many
  /// @param right how many of them were the likeliest
  record Sums(double loss, double targetLoss, long targets, long right) {
    static final Sums NONE = new Sums(0, 0, 0, 0);

    Sums plus(Sums other) {
      return new Sums(
          loss + other.loss,
          targetLoss + other.targetLoss,
          targets + other.targets,
          right + other.right);
    }
  }

  /// What a step did.
  ///
  /// @param loads tokens sent to each expert, `[layer][expert]`
  record Done(Sums sums, double gradientNorm, long[][] loads) {}

  Optimizers optimizers() {
    return optimizers;
  }

  /// Does something between steps on one of the step's threads.
  void alone(Runnable work) {
    crew.alone(work);
  }

  /// @param number of the step, from 1
  /// @param factor of the learning rates
  Done run(List<Pack> packs, long number, double factor) {
    double total = packs.stream().mapToDouble(Pack::weight).sum();
    var sums = new Sums[crew.size()];
    long counted = packs.stream().filter(pack -> pack.rows().length > 0).count();
    float balance = config.balancing().lossWeight() / Math.max(1, counted);
    crew.each(shard -> sums[shard] = passes(shard, packs, total, balance));
    crew.each(shard -> duties.get(shard).forEach(leaf -> squares[leaf] = optimizers.gather(leaf)));
    double square = 0;
    for (double each : squares) {
      square += each;
    }
    double norm = Math.sqrt(square);
    if (!Double.isFinite(norm)) {
      throw new DivergedException(
          "the gradient of step %d is no number; lower the learning rates and begin again in another folder"
              .formatted(number));
    }
    var move =
        new Move(
            number,
            config.muonRate() * factor,
            config.adamRate() * factor,
            config.decay(),
            Math.min(1, config.clip() / (norm + 1e-6)));
    crew.each(shard -> duties.get(shard).forEach(leaf -> optimizers.move(leaf, move)));
    Sums all = Sums.NONE;
    for (Sums each : sums) {
      all = all.plus(each);
    }
    return new Done(all, norm, loads());
  }

  private Sums passes(int shard, List<Pack> packs, double total, float balance) {
    Torch.record(true);
    Sums sums = Sums.NONE;
    for (int i = shard; i < packs.size(); i += crew.size()) {
      if (packs.get(i).rows().length > 0) {
        sums = sums.plus(pass(shard, packs.get(i), total, balance));
      }
    }
    Torch.record(false);
    return sums;
  }

  private Sums pass(int shard, Pack pack, double total, float balance) {
    try (NDManager step = model.manager().newSubManager()) {
      Replica.Result result =
          model.replicas().get(shard).run(step, pack, model.biases(), total, balance);
      Torch.backward(result.loss());
      float[] losses = result.losses().toFloatArray();
      long[] likeliest = result.logits().argMax(1).toLongArray();
      double targetLoss = 0;
      long targets = 0;
      long right = 0;
      for (int row = 0; row < losses.length; row++) {
        if (pack.roles()[row] >= Example.Role.TARGET.code()) {
          targets++;
          targetLoss += losses[row];
          right += likeliest[row] == pack.targets()[row] ? 1 : 0;
        }
      }
      return new Sums(result.loss().getFloat(), targetLoss, targets, right);
    }
  }

  private long[][] loads() {
    long[][] loads = model.replicas().getFirst().takeLoads();
    for (Replica other : model.replicas().subList(1, model.replicas().size())) {
      long[][] more = other.takeLoads();
      for (int layer = 0; layer < loads.length; layer++) {
        for (int expert = 0; expert < loads[layer].length; expert++) {
          loads[layer][expert] += more[layer][expert];
        }
      }
    }
    return loads;
  }

  /// Deals the leaves out so that all threads have alike much to do.
  private static List<List<Integer>> duties(List<Leaf> leaves, int threads) {
    List<List<Integer>> duties =
        IntStream.range(0, threads)
            .<List<Integer>>mapToObj(_ -> new java.util.ArrayList<>())
            .toList();
    var costs = new long[threads];
    List<Integer> sorted =
        IntStream.range(0, leaves.size())
            .boxed()
            .sorted(Comparator.comparingLong((Integer leaf) -> -cost(leaves.get(leaf))))
            .toList();
    for (int leaf : sorted) {
      int least = 0;
      for (int i = 1; i < threads; i++) {
        least = costs[i] < costs[least] ? i : least;
      }
      duties.get(least).add(leaf);
      costs[least] += cost(leaves.get(leaf));
    }
    return duties;
  }

  private static long cost(Leaf leaf) {
    if (leaf.rule() != Leaf.Rule.MUON) {
      return leaf.elements();
    }
    MatrixStack stack = MatrixStack.of(leaf);
    return (long) leaf.elements() * (8 + Math.min(stack.rows(), stack.columns()) / 2);
  }

  @Override
  public void close() {
    crew.close();
    optimizers.close();
  }
}
