package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.deepsearch4j.trainer.Leaf.Rule;
import java.util.ArrayList;
import java.util.List;

/// Moves the leaves against their gradients: matrices by orthogonalised momentum (Muon), all else
/// by Adam.
///
/// The momentum of matrices is rounded to BF16 in each step, so that a checkpoint holds it in half
/// the bytes and changes nothing about how the run goes on. Different leaves may be moved by
/// different threads.
final class Optimizers implements AutoCloseable {
  private static final float MOMENTUM = 0.95f;
  private static final float MEAN = 0.9f;
  private static final float VARIANCE = 0.98f;
  private static final float EPSILON = 1e-8f;
  private static final float TINY = 1e-20f;
  private static final float SPLITTER = (1 << 16) + 1;

  private final TrainableModel model;
  private final NDManager home;
  private final List<NDArray> momenta = new ArrayList<>(); // for Muon, exact in BF16
  private final List<NDArray> variances = new ArrayList<>(); // scalars for Muon

  Optimizers(TrainableModel model) {
    this.model = model;
    this.home = model.manager().newSubManager();
    for (Leaf leaf : model.leaves()) {
      var shape = new Shape(leaf.sides());
      momenta.add(home.zeros(shape));
      variances.add(home.zeros(leaf.rule() == Rule.MUON ? new Shape() : shape));
    }
  }

  /// What a step does to all leaves.
  ///
  /// @param step from 1
  /// @param muonRate for matrices
  /// @param adamRate for all else
  /// @param decay of weights, relative to the rate
  /// @param clip factor of every gradient
  record Move(long step, double muonRate, double adamRate, double decay, double clip) {}

  /// Sums a leaf's gradients into the first replica's, in order.
  ///
  /// @return the sum of their squares
  double gather(int leaf) {
    String name = model.leaves().get(leaf).name();
    try (NDManager scratch = model.manager().newSubManager()) {
      NDArray sum = model.replicas().getFirst().gradient(name);
      sum.attach(scratch);
      for (Replica other : model.replicas().subList(1, model.replicas().size())) {
        NDArray gradient = other.gradient(name);
        gradient.attach(scratch);
        sum.addi(gradient);
      }
      return sum.square().sum().getFloat();
    }
  }

  /// Moves a leaf and forgets its gradients.
  void move(int index, Move move) {
    Leaf leaf = model.leaves().get(index);
    try (NDManager scratch = model.manager().newSubManager()) {
      NDArray gradient = model.replicas().getFirst().gradient(leaf.name());
      gradient.attach(scratch);
      gradient.muli((float) move.clip());
      NDArray values = model.values(index);
      if (leaf.rule() == Rule.MUON) {
        NDArray update = muon(index, leaf, gradient);
        values.muli((float) (1 - move.muonRate() * move.decay()));
        values.subi(update.muli((float) move.muonRate()));
      } else {
        NDArray update = adam(index, gradient, move.step());
        if (leaf.rule() == Rule.ADAM_DECAYED) {
          values.muli((float) (1 - move.adamRate() * move.decay()));
        }
        values.subi(update.muli((float) move.adamRate()));
      }
    }
    model.replicas().forEach(replica -> replica.forget(leaf.name()));
  }

  private NDArray muon(int index, Leaf leaf, NDArray gradient) {
    NDArray momentum = momenta.get(index);
    momentum.muli(MOMENTUM).addi(gradient);
    NDArray carried = momentum.mul(MOMENTUM);
    carried.attach(gradient.getManager()); // else it would stay with the momentum for ever
    NDArray ahead = gradient.addi(carried);
    round(momentum, gradient.getManager());
    var stack = MatrixStack.of(leaf);
    NDArray update = NewtonSchulz.orthogonal(stack.stacked(ahead));
    float size = (float) (0.2 * Math.sqrt(Math.max(stack.rows(), stack.columns())));
    return stack.restored(update).mul(size);
  }

  /// To the nearest of BF16, after Veltkamp: what is left of 24 bits when 16 are split off. What is
  /// too small for a normal number becomes 0 first.
  private static void round(NDArray array, NDManager scratch) {
    array.addi(TINY).subi(TINY);
    NDArray large = array.mul(SPLITTER);
    large.attach(scratch);
    NDArray rest = large.sub(array);
    array.muli(0).addi(large).subi(rest);
  }

  private NDArray adam(int index, NDArray gradient, long step) {
    NDArray mean = momenta.get(index);
    mean.muli(MEAN).addi(gradient.mul(1 - MEAN));
    NDArray variance = variances.get(index);
    NDArray square = gradient.square().muli(1 - VARIANCE);
    variance.muli(VARIANCE).addi(square);
    double known = 1 - Math.pow(VARIANCE, (double) step);
    NDArray size = square.muli(0).addi(variance).divi((float) known).sqrt().addi(EPSILON);
    return gradient
        .muli(0)
        .addi(mean)
        .divi(size)
        .muli((float) (1 / (1 - Math.pow(MEAN, (double) step))));
  }

  float[] momentum(int leaf) {
    return momenta.get(leaf).toFloatArray();
  }

  float[] variance(int leaf) {
    return variances.get(leaf).toFloatArray();
  }

  /// Goes on from what was kept.
  void restore(int leaf, float[] momentum, float[] variance) {
    Torch.set(momenta.get(leaf), momentum);
    Torch.set(variances.get(leaf), variance);
  }

  @Override
  public void close() {
    home.close();
  }
}
