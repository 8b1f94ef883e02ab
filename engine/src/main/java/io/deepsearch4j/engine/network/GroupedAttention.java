package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.KeyTile;
import io.deepsearch4j.engine.tensor.QueryBlock;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/// Grouped-query attention with normed keys, partial rotation and parametric sinks (openPangu V2),
/// and without them (openPangu Embedded).
///
/// Letters: `H` query heads, `G` groups of them that share keys and values.
final class GroupedAttention implements Attention {
  private final ModelConfig.Attention.Grouped shape;
  private final float epsilon;
  private final int layer;
  private final Machinery machinery;
  private final Scratch scratch;
  private final Linear input;
  private final Linear output;
  private final float[] keyGain;
  private final Sinks sinks;

  /// @param layer index of its keys in the cache
  /// @param prefix of the names of its tensors, `model.layers.N.self_attn.`
  GroupedAttention(
      ModelConfig config,
      ModelConfig.Attention.Grouped shape,
      int layer,
      WeightSource weights,
      String prefix,
      Machinery machinery,
      Scratch scratch,
      Arena arena) {
    this.shape = shape;
    this.epsilon = config.epsilon();
    this.layer = layer;
    this.machinery = machinery;
    this.scratch = scratch;
    input =
        weights.has(prefix + "qkv_proj.weight")
            ? Linear.of(weights, prefix + "qkv_proj")
            : Linear.stacked(
                weights, List.of(prefix + "q_proj", prefix + "k_proj", prefix + "v_proj"));
    output = Linear.of(weights, prefix + "o_proj");
    keyGain = shape.keyNorm() ? weights.vector(prefix + "k_layernorm.weight") : new float[0];
    sinks = Sinks.of(shape, weights, prefix, keyGain, epsilon, machinery.kernels(), arena);
  }

  @Override
  public void apply(Pass pass, Rotation rotation, Activations x, float[] out) {
    float[] projected = scratch.projected(pass.tokens(), input.rows());
    machinery.apply(input, x, projected);
    machinery.overTokens(
        pass.tokens(),
        (_, from, to) -> {
          for (int t = from; t < to; t++) {
            turnAndKeep(pass, rotation, projected, t);
          }
        });
    Activations seen = scratch.attended(shape.heads() * shape.valueWidth(), pass.tokens());
    attend(pass, projected, seen.values());
    machinery.apply(output, seen, out);
  }

  /// Rotates a token's queries and keys, and writes keys and values into its cache.
  private void turnAndKeep(Pass pass, Rotation rotation, float[] projected, int token) {
    int keyWidth = shape.keyWidth();
    int row = token * input.rows();
    for (int head = 0; head < shape.heads(); head++) {
      rotation.rotate(token, projected, row + head * keyWidth);
    }
    int keys = row + shape.heads() * keyWidth;
    int values = keys + shape.groups() * keyWidth;
    int position = pass.positions()[token];
    KvCache cache = pass.cache(pass.owners()[token]);
    for (int group = 0; group < shape.groups(); group++) {
      int key = keys + group * keyWidth;
      if (shape.keyNorm()) {
        machinery.kernels().rmsNorm(projected, key, keyGain, epsilon, projected, key, keyWidth);
      }
      rotation.rotate(token, projected, key);
      CacheRows.write(
          tile(cache, position / KeyTile.KEYS, group),
          position % KeyTile.KEYS,
          projected,
          key,
          projected,
          values + group * shape.valueWidth());
    }
  }

  private KeyTile tile(KvCache cache, int page, int group) {
    return cache.tile(page, layer * shape.groups() + group);
  }

  private void attend(Pass pass, float[] projected, float[] seen) {
    int heads = shape.heads() / shape.groups();
    List<QueryRows> work = new ArrayList<>();
    for (int piece = 0; piece < pass.pieces().size(); piece++) {
      int rows = pass.length(piece) * heads;
      for (int group = 0; group < shape.groups(); group++) {
        QueryRows.cut(piece, group, rows, work);
      }
    }
    machinery
        .workers()
        .each(
            work.size(),
            (worker, from, to) -> {
              QueryBlock block = scratch.block(worker, shape.keyWidth(), shape.valueWidth());
              for (int i = from; i < to; i++) {
                attend(pass, work.get(i), heads, projected, seen, block);
              }
            });
  }

  private void attend(
      Pass pass, QueryRows work, int heads, float[] projected, float[] seen, QueryBlock block) {
    float scale = (float) (1 / Math.sqrt(shape.keyWidth()));
    int firstToken = pass.firsts()[work.piece()];
    block.reset(work.rows());
    for (int r = 0; r < work.rows(); r++) {
      int token = firstToken + work.token(r, heads);
      int head = work.group() * heads + work.head(r, heads);
      block.query(r, projected, token * input.rows() + head * shape.keyWidth(), scale);
    }
    for (int tile = 0; tile * KeyTile.KEYS < sinks.count(); tile++) {
      for (int r = 0; r < work.rows(); r++) {
        block.visible(r, Math.min(KeyTile.KEYS, sinks.count() - tile * KeyTile.KEYS));
      }
      machinery.kernels().attend(block, sinks.tiles().get(work.group()).get(tile));
    }
    KvCache cache = pass.cache(work.piece());
    int last = pass.positions()[firstToken + work.token(work.rows() - 1, heads)];
    for (int page = 0; page * KeyTile.KEYS <= last; page++) {
      for (int r = 0; r < work.rows(); r++) {
        int position = pass.positions()[firstToken + work.token(r, heads)];
        block.visible(r, Math.clamp(position + 1 - page * KeyTile.KEYS, 0, KeyTile.KEYS));
      }
      machinery.kernels().attend(block, tile(cache, page, work.group()));
    }
    int valueWidth = shape.valueWidth();
    for (int r = 0; r < work.rows(); r++) {
      int token = firstToken + work.token(r, heads);
      int head = work.group() * heads + work.head(r, heads);
      block.result(r, seen, (token * shape.heads() + head) * valueWidth);
    }
  }
}
