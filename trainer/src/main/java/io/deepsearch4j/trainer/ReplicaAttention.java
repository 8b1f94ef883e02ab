package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.trainer.ModelDesign.HeadNorm;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Attention as differentiable operations, sequence by sequence.
///
/// Letters: `T` tokens, `L` tokens of one sequence, `H` heads, `G` groups of heads that share keys,
/// `R = H / G`, `K` width of a key, `U` width of a value, `S` sinks.
final class ReplicaAttention {
  private static final int BLOCK = 128;

  private final ModelDesign design;
  private final ModelConfig config;
  private final Function<String, NDArray> leaf;
  private final Constants constants;
  private final NDManager home;
  private final RotationTable rotation;

  private NDArray mask;
  private int masked;
  private long[] lengths = {};
  private RotationTable.Turn queryTurn;
  private RotationTable.Turn keyTurn;

  ReplicaAttention(
      ModelDesign design,
      Function<String, NDArray> leaf,
      Constants constants,
      Lent lent,
      NDManager home) {
    this.design = design;
    this.config = design.config();
    this.leaf = leaf;
    this.constants = constants;
    this.home = home;
    this.rotation = new RotationTable(config, lent, home);
    this.mask = home.zeros(new Shape(1));
    this.queryTurn = rotation.none();
    this.keyTurn = queryTurn;
  }

  /// Makes ready for the layers of one pass.
  void begin(NDManager step, int[] sequences) {
    lengths = Replica.longs(sequences);
    RotationTable.Turns turns = rotation.turns(step, sequences);
    queryTurn = turns.queries();
    keyTurn = turns.keys();
  }

  /// @param x `[T][D]`
  NDArray of(int layer, NDArray x) {
    String at = Leaves.layer(layer) + "self_attn.";
    return switch (config.attention()) {
      case Attention.Grouped grouped -> grouped(at, grouped, x);
      case Attention.Latent latent -> latent(at, latent, x);
    };
  }

  private NDArray grouped(String at, Attention.Grouped a, NDArray x) {
    long tokens = x.getShape().get(0);
    NDArray all = Torch.linear(x, leaf.apply(at + "qkv_proj.weight"));
    if (a.qkvBias()) {
      all = all.add(leaf.apply(at + "qkv_proj.bias"));
    }
    int repeats = a.heads() / a.groups();
    NDList parts =
        Torch.split(
            all,
            new long[] {
              (long) a.heads() * a.keyWidth(),
              (long) a.groups() * a.keyWidth(),
              (long) a.groups() * a.valueWidth()
            },
            1);
    NDArray q = parts.get(0).reshape(tokens, a.heads(), a.keyWidth());
    NDArray k = parts.get(1).reshape(tokens, a.groups(), a.keyWidth());
    NDArray v = parts.get(2).reshape(tokens, a.groups(), a.valueWidth());
    if (design.headNorm() == HeadNorm.QUERIES_AND_KEYS) {
      q = constants.norm(q, leaf.apply(at + "q_layernorm.weight"), config.epsilon());
    }
    k = keyNorm(at, a, k);
    q = queryTurn.of(q).reshape(tokens, a.groups(), repeats, a.keyWidth()).transpose(1, 2, 0, 3);
    k = keyTurn.of(k).transpose(1, 0, 2);
    v = v.transpose(1, 0, 2);
    NDArray mixed = mix(q, k, v, sinks(at, a, x.getManager()));
    NDArray rows = mixed.transpose(2, 0, 1, 3).reshape(tokens, (long) a.heads() * a.valueWidth());
    NDArray out = Torch.linear(rows, leaf.apply(at + "o_proj.weight"));
    return a.outputBias() ? out.add(leaf.apply(at + "o_proj.bias")) : out;
  }

  private NDArray keyNorm(String at, Attention.Grouped a, NDArray keys) {
    return a.keyNorm()
        ? constants.norm(keys, leaf.apply(at + "k_layernorm.weight"), config.epsilon())
        : keys;
  }

  /// Keys `[G][S][K]` and values `[G][S][U]`; empty without sinks.
  private NDList sinks(String at, Attention.Grouped a, NDManager step) {
    if (a.sinks() == 0) {
      return new NDList();
    }
    NDArray keys = keyNorm(at, a, leaf.apply(at + "param_sink_key")).transpose(1, 0, 2);
    NDArray values =
        a.sinkValues()
            ? leaf.apply(at + "param_sink_value").transpose(1, 0, 2)
            : step.zeros(new Shape(a.groups(), a.sinks(), a.valueWidth()));
    return new NDList(keys, values);
  }

  /// @param q `[G][R][T][K]`, already scaled
  /// @param k `[G][T][K]`
  /// @param v `[G][T][U]`
  /// @return `[G][R][T][U]`
  private NDArray mix(NDArray q, NDArray k, NDArray v, NDList sinks) {
    NDList queries = Torch.split(q, blocks(), 2);
    NDList keys = Torch.split(k, lengths, 1);
    NDList values = Torch.split(v, lengths, 1);
    int count = sinks.isEmpty() ? 0 : (int) sinks.get(0).getShape().get(1);
    var mixed = new NDList(queries.size());
    for (int i = 0; i < lengths.length; i++) {
      NDArray seen = keys.get(i);
      NDArray carried = values.get(i);
      if (count > 0) {
        seen = Torch.join(new NDList(sinks.get(0), seen), 1);
        carried = Torch.join(new NDList(sinks.get(1), carried), 1);
      }
      for (long from = 0; from < lengths[i]; ) {
        NDArray block = queries.get(mixed.size());
        mixed.add(mix(block, seen, carried, count, from));
        from += block.getShape().get(2);
      }
    }
    return Torch.join(mixed, 2);
  }

  /// Rows of all blocks of all sequences, none larger than [#BLOCK].
  private long[] blocks() {
    return Arrays.stream(lengths)
        .flatMap(
            length -> {
              long count = Math.ceilDiv(length, BLOCK);
              return LongStream.range(0, count)
                  .map(i -> length * (i + 1) / count - length * i / count);
            })
        .toArray();
  }

  /// A block of queries meets no key behind its last one, so of a long text little more than half
  /// of all products are made.
  ///
  /// @param q `[G][R][rows][K]`
  /// @param from place of its first row in the sequence
  private NDArray mix(NDArray q, NDArray k, NDArray v, int sinks, long from) {
    long groups = q.getShape().get(0);
    long repeats = q.getShape().get(1);
    long rows = q.getShape().get(2);
    long visible = sinks + from + rows;
    NDArray scores =
        q.reshape(groups, repeats * rows, -1)
            .matMul(part(k, 1, 0, visible).transpose(0, 2, 1))
            .reshape(groups, repeats, rows, visible)
            .addi(part(part(mask(sinks, from + rows), 0, from, from + rows), 1, 0, visible));
    NDArray weights = Torch.softmax(scores).reshape(groups, repeats * rows, visible);
    return weights.matMul(part(v, 1, 0, visible)).reshape(groups, repeats, rows, -1);
  }

  private static NDArray part(NDArray array, int axis, long from, long to) {
    boolean whole = from == 0 && to == array.getShape().get(axis);
    return whole ? array : Torch.part(array, axis, from, to);
  }

  /// 0 where a token sees, and no number at all else: sinks always, text up to itself. Made for the
  /// longest text so far.
  private NDArray mask(int sinks, long length) {
    if (length > masked) {
      masked = (int) Math.max(length, 2L * masked);
      var visible = new float[masked * (sinks + masked)];
      for (int row = 0; row < masked; row++) {
        int from = row * (sinks + masked);
        Arrays.fill(
            visible, from + sinks + row + 1, from + sinks + masked, Float.NEGATIVE_INFINITY);
      }
      mask.close();
      mask = Torch.create(home, visible, new Shape(masked, sinks + masked));
    }
    return mask;
  }

  private NDArray latent(String at, Attention.Latent a, NDArray x) {
    long tokens = x.getShape().get(0);
    NDArray q;
    if (a.queryRank() > 0) {
      NDArray low = Torch.linear(x, leaf.apply(at + "q_a_proj.weight"));
      low = constants.norm(low, leaf.apply(at + "q_a_layernorm.weight"), config.epsilon());
      q = Torch.linear(low, leaf.apply(at + "q_b_proj.weight"));
    } else {
      q = Torch.linear(x, leaf.apply(at + "q_proj.weight"));
    }
    q = queryTurn.of(q.reshape(tokens, a.heads(), a.keyWidth()));
    NDList low =
        Torch.split(
            Torch.linear(x, leaf.apply(at + "kv_a_proj_with_mqa.weight")),
            new long[] {a.latentRank(), a.rotated()},
            1);
    NDArray c =
        constants.norm(low.get(0), leaf.apply(at + "kv_a_layernorm.weight"), config.epsilon());
    NDArray both =
        Torch.linear(c, leaf.apply(at + "kv_b_proj.weight"))
            .reshape(tokens, a.heads(), a.plainWidth() + a.valueWidth());
    NDList parts = Torch.split(both, new long[] {a.plainWidth(), a.valueWidth()}, 2);
    NDArray shared =
        low.get(1)
            .reshape(tokens, 1, a.rotated())
            .broadcast(new Shape(tokens, a.heads(), a.rotated()));
    NDArray k = keyTurn.of(Torch.join(new NDList(parts.get(0), shared), 2));
    NDArray mixed =
        mix(
            q.reshape(tokens, a.heads(), 1, a.keyWidth()).transpose(1, 2, 0, 3),
            k.transpose(1, 0, 2),
            parts.get(1).transpose(1, 0, 2),
            new NDList());
    NDArray rows = mixed.transpose(2, 0, 1, 3).reshape(tokens, (long) a.heads() * a.valueWidth());
    return Torch.linear(rows, leaf.apply(at + "o_proj.weight"));
  }
}
