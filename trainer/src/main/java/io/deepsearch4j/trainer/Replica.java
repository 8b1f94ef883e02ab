package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The forward pass of one thread as differentiable operations, over leaves whose values are shared
/// and whose gradients are its own.
///
/// Letters: `T` tokens, `D` width, `V` vocabulary, `N` rows with a loss.
final class Replica implements AutoCloseable {
  private final ModelConfig config;
  private final Map<String, NDArray> leaves = new HashMap<>();
  private final NDManager home;
  private final Constants constants;
  private final Lent lent = new Lent();
  private final ReplicaAttention attention;
  private final ReplicaExperts experts;
  private StreamWatcher watcher = StreamWatcher.NONE;

  /// Sees the residual stream of a pass.
  interface StreamWatcher {
    StreamWatcher NONE = (_, _) -> {};

    /// @param stream what left the layer, `[T][D]`; gone when the pass is
    void left(int layer, NDArray stream);
  }

  /// @param values the shared arrays, in the order of the leaves
  Replica(ModelDesign design, List<Leaf> specs, List<NDArray> values, NDManager manager) {
    this.config = design.config();
    this.home = manager.newSubManager();
    for (int i = 0; i < specs.size(); i++) {
      NDArray leaf = Torch.leaf(values.get(i));
      leaf.attach(home);
      leaves.put(specs.get(i).name(), leaf);
    }
    this.constants = new Constants(home);
    this.attention = new ReplicaAttention(design, this::leaf, constants, lent, home);
    this.experts = new ReplicaExperts(config, this::leaf, constants, lent);
  }

  /// What came of a pass.
  ///
  /// @param loss scalar, to go backward from
  /// @param logits `[N][V]`
  /// @param losses of each row, `[N]`
  record Result(NDArray loss, NDArray logits, NDArray losses) {}

  void watch(StreamWatcher other) {
    watcher = other;
  }

  NDArray leaf(String name) {
    return Objects.requireNonNull(leaves.get(name), name);
  }

  /// The gradient of a leaf, as a view.
  NDArray gradient(String name) {
    return leaf(name).getGradient();
  }

  /// Sets a leaf's gradient to 0.
  void forget(String name) {
    Torch.forget(leaf(name));
  }

  /// Tokens sent to each expert since this was last asked, `[layer][expert]`.
  long[][] takeLoads() {
    return experts.takeLoads();
  }

  /// @param biases of the router, `[layer][expert]`
  /// @param total what all losses of the step count together
  /// @param balance weight of the auxiliary loss for balance, 0 for none
  Result run(NDManager step, Pack pack, float[][] biases, double total, float balance) {
    leaves.values().forEach(leaf -> leaf.attach(step));
    try {
      return forward(step, pack, biases, total, balance);
    } finally {
      leaves.values().forEach(leaf -> leaf.attach(home));
    }
  }

  private Result forward(NDManager step, Pack pack, float[][] biases, double total, float balance) {
    lent.begin();
    NDArray h = Torch.rows(leaf(Leaves.EMBEDDING), lent.of(step, longs(pack.tokens())));
    attention.begin(step, pack.lengths());
    var extra = new NDList();
    for (int layer = 0; layer < config.layers(); layer++) {
      String at = Leaves.layer(layer);
      NDArray a = attention.of(layer, norm(h, at + "input_layernorm.weight"));
      boolean sandwich = config.sandwichNorm();
      if (sandwich) {
        a = norm(a, at + "post_attention_layernorm.weight");
      }
      h = h.add(a);
      NDArray x =
          norm(h, at + (sandwich ? "pre_mlp_layernorm.weight" : "post_attention_layernorm.weight"));
      NDArray f =
          config.isDense(layer)
              ? block(x, at + "mlp.")
              : experts.of(step, layer, x, biases[layer], balance, extra);
      h = h.add(sandwich ? norm(f, at + "post_mlp_layernorm.weight") : f);
      watcher.left(layer, h);
    }
    return loss(step, h, pack, total, extra);
  }

  private NDArray block(NDArray x, String at) {
    return gated(x, leaf(at + "gate_up"), leaf(at + "down_proj.weight"));
  }

  static NDArray gated(NDArray x, NDArray gateUp, NDArray down) {
    NDArray both = Torch.linear(x, gateUp);
    return Torch.linear(swiglu(both), down);
  }

  static NDArray swiglu(NDArray both) {
    NDList halves = both.split(2, 1);
    NDArray gate = halves.get(0);
    return gate.mul(Torch.sigmoid(gate)).mul(halves.get(1));
  }

  private Result loss(NDManager step, NDArray h, Pack pack, double total, NDList extra) {
    NDArray states = norm(Torch.rows(h, lent.of(step, longs(pack.rows()))), Leaves.NORM);
    NDArray head = leaf(config.tiedHead() ? Leaves.EMBEDDING : Leaves.HEAD);
    NDArray logits = Torch.linear(states, head);
    int rows = pack.rows().length;
    NDArray targets = lent.of(step, longs(pack.targets()), new Shape(rows, 1));
    NDArray losses = Torch.gather(Torch.logSoftmax(logits), targets, 1).reshape(rows).neg();
    var shares = new float[rows];
    for (int i = 0; i < rows; i++) {
      shares[i] = (float) (pack.weights()[i] / total);
    }
    NDArray loss = losses.mul(lent.of(step, shares)).sum();
    for (NDArray each : extra) {
      loss = loss.add(each);
    }
    return new Result(loss, logits, losses);
  }

  private NDArray norm(NDArray x, String gain) {
    return constants.norm(x, leaf(gain), config.epsilon());
  }

  static long[] longs(int[] numbers) {
    var longs = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      longs[i] = numbers[i];
    }
    return longs;
  }

  @Override
  public void close() {
    home.close();
  }
}
