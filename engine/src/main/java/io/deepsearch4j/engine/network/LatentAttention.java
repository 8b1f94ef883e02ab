package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.KeyTile;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.QueryBlock;
import io.deepsearch4j.engine.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Multi-head latent attention (DeepSeek-V2, 2024; openPangu Ultra): of a token only a latent and a
/// rotated key part shared by all heads are cached.
///
/// Two ways to the same result. *Absorbed*: queries are brought into the latent's space and see the
/// cache as it is; best for few tokens. *Plain*: the latents of all tokens are widened into keys
/// and values of each head; less arithmetic once many queries share the widening.
///
/// Letters: `H` heads, `r` latent rank.
final class LatentAttention implements Attention {
  /// Tokens of a piece from which the plain way is taken. Where it begins to pay off for the
  /// published shape: absorbed costs `2 (2 r + rotated)` a pair of query and key, plain `2 (plain +
  /// rotated + value)` and `2 r (plain + value)` for each key.
  static final int PLAIN_FROM = 192;

  private final ModelConfig.Attention.Latent shape;
  private final float epsilon;
  private final int layer;
  private final Machinery machinery;
  private final Scratch scratch;
  private final int plainFrom;

  private final Optional<Linear> queryDown;
  private final float[] queryGain;
  private final Linear queryUp;
  private final Linear latentDown;
  private final float[] latentGain;
  private final Tensor widen; // [H * (plain + value)][r]
  private final Linear output;
  private final List<Tensor> absorbedKeys = new ArrayList<>(); // H of [r][plain]
  private final List<Tensor> absorbedValues = new ArrayList<>(); // H of [value][r]

  private final Activations queryLatent;
  private final Buffer queries = new Buffer(); // [tokens][H][plain + rotated]
  private final Buffer latents = new Buffer(); // [tokens][r + rotated]
  private final List<Activations> heads = new ArrayList<>(); // H of [tokens][plain]
  private final List<Activations> sums = new ArrayList<>(); // H of [tokens][r]
  private final Buffer absorbed = new Buffer(); // [H][tokens][r + rotated]
  private final PlainLatent plain;

  /// @param plainFrom tokens of a piece from which the plain way is taken
  LatentAttention(
      ModelConfig config,
      ModelConfig.Attention.Latent shape,
      int layer,
      WeightSource weights,
      String prefix,
      Machinery machinery,
      Scratch scratch,
      Arena arena,
      int plainFrom) {
    this.shape = shape;
    this.epsilon = config.epsilon();
    this.layer = layer;
    this.machinery = machinery;
    this.scratch = scratch;
    this.plainFrom = plainFrom;
    boolean hasLatent = shape.queryRank() > 0;
    queryDown = hasLatent ? Optional.of(Linear.of(weights, prefix + "q_a_proj")) : Optional.empty();
    queryGain = hasLatent ? weights.vector(prefix + "q_a_layernorm.weight") : new float[0];
    queryUp = Linear.of(weights, prefix + (hasLatent ? "q_b_proj" : "q_proj"));
    queryLatent = new Activations(queryUp.columns());
    latentDown = Linear.of(weights, prefix + "kv_a_proj_with_mqa");
    latentGain = weights.vector(prefix + "kv_a_layernorm.weight");
    widen = weights.matrix(prefix + "kv_b_proj.weight");
    output = Linear.of(weights, prefix + "o_proj");
    absorb(arena);
    for (int head = 0; head < shape.heads(); head++) {
      heads.add(new Activations(shape.plainWidth()));
      sums.add(new Activations(shape.latentRank()));
    }
    plain = new PlainLatent(shape, widen, machinery);
  }

  /// Cuts the widening matrix into one pair for each head: keys transposed, values as they are.
  private void absorb(Arena arena) {
    int rank = shape.latentRank();
    int plainWidth = shape.plainWidth();
    int valueWidth = shape.valueWidth();
    float[] row = new float[rank];
    for (int head = 0; head < shape.heads(); head++) {
      MemorySegment keys = arena.allocate(4L * rank * plainWidth, 64);
      MemorySegment values = arena.allocate(4L * rank * valueWidth, 64);
      int first = head * (plainWidth + valueWidth);
      for (int i = 0; i < plainWidth; i++) {
        machinery.kernels().row(widen, first + i, row, 0);
        for (int j = 0; j < rank; j++) {
          keys.setAtIndex(ValueLayout.JAVA_FLOAT, (long) j * plainWidth + i, row[j]);
        }
      }
      for (int i = 0; i < valueWidth; i++) {
        machinery.kernels().row(widen, first + plainWidth + i, row, 0);
        MemorySegment.copy(row, 0, values, ValueLayout.JAVA_FLOAT, 4L * i * rank, rank);
      }
      absorbedKeys.add(new Tensor(Precision.F32, rank, plainWidth, keys));
      absorbedValues.add(new Tensor(Precision.F32, valueWidth, rank, values));
    }
  }

  @Override
  public void apply(Pass pass, Rotation rotation, Activations x, float[] out) {
    int tokens = pass.tokens();
    float[] projected = queries.atLeast((long) tokens * queryUp.rows());
    queries(x, projected);
    float[] keys = latents.atLeast((long) tokens * latentDown.rows());
    machinery.apply(latentDown, x, keys);
    machinery.overTokens(
        tokens,
        (_, from, to) -> {
          for (int t = from; t < to; t++) {
            turnAndKeep(pass, rotation, projected, keys, t);
          }
        });
    Activations seen = scratch.attended(shape.heads() * shape.valueWidth(), tokens);
    attendAbsorbed(pass, projected, seen.values());
    for (int piece = 0; piece < pass.pieces().size(); piece++) {
      if (isPlain(pass, piece)) {
        plain.attend(pass, piece, layer, projected, seen.values());
      }
    }
    machinery.apply(output, seen, out);
  }

  private boolean isPlain(Pass pass, int piece) {
    return pass.length(piece) >= plainFrom;
  }

  private void queries(Activations x, float[] projected) {
    if (queryDown.isEmpty()) {
      machinery.apply(queryUp, x, projected);
      return;
    }
    float[] latent = queryLatent.resize(x.tokens()).values();
    machinery.apply(queryDown.get(), x, latent);
    machinery.norm(latent, queryGain, epsilon, latent, x.tokens());
    machinery.apply(queryUp, queryLatent, projected);
  }

  private void turnAndKeep(
      Pass pass, Rotation rotation, float[] projected, float[] keys, int token) {
    for (int head = 0; head < shape.heads(); head++) {
      int query = token * queryUp.rows() + head * shape.keyWidth();
      rotation.rotate(token, projected, query + shape.plainWidth());
    }
    int rank = shape.latentRank();
    int key = token * latentDown.rows();
    machinery.kernels().rmsNorm(keys, key, latentGain, epsilon, keys, key, rank);
    rotation.rotate(token, keys, key + rank);
    int position = pass.positions()[token];
    KvCache cache = pass.cache(pass.owners()[token]);
    KeyTile tile = cache.tile(position / KeyTile.KEYS, layer);
    CacheRows.write(tile, position % KeyTile.KEYS, keys, key, keys, key);
  }

  /// All pieces that take the absorbed way; the products run over all tokens, which costs a longer
  /// piece beside them little.
  private void attendAbsorbed(Pass pass, float[] projected, float[] seen) {
    List<QueryRows> work = new ArrayList<>();
    for (int piece = 0; piece < pass.pieces().size(); piece++) {
      if (!isPlain(pass, piece)) {
        QueryRows.cut(piece, 0, pass.length(piece) * shape.heads(), work);
      }
    }
    if (work.isEmpty()) {
      return;
    }
    int tokens = pass.tokens();
    int wide = shape.latentRank() + shape.rotated();
    float[] into = absorbed.atLeast((long) shape.heads() * tokens * wide);
    for (int head = 0; head < shape.heads(); head++) {
      Activations x = heads.get(head).resize(tokens);
      for (int t = 0; t < tokens; t++) {
        int query = t * queryUp.rows() + head * shape.keyWidth();
        System.arraycopy(projected, query, x.values(), t * shape.plainWidth(), shape.plainWidth());
        System.arraycopy(
            projected,
            query + shape.plainWidth(),
            into,
            (head * tokens + t) * wide + shape.latentRank(),
            shape.rotated());
      }
      machinery.prepare(x, Precision.F32);
      machinery.products().add(absorbedKeys.get(head), x, into, head * tokens * wide, wide);
      sums.get(head).resize(tokens);
    }
    machinery.products().run();
    machinery
        .workers()
        .each(
            work.size(),
            (worker, from, to) -> {
              QueryBlock block = scratch.block(worker, wide, shape.latentRank());
              for (int i = from; i < to; i++) {
                attend(pass, work.get(i), into, block);
              }
            });
    int stride = shape.heads() * shape.valueWidth();
    for (int head = 0; head < shape.heads(); head++) {
      Activations sum = sums.get(head);
      machinery.prepare(sum, Precision.F32);
      machinery
          .products()
          .add(absorbedValues.get(head), sum, seen, head * shape.valueWidth(), stride);
    }
    machinery.products().run();
  }

  private void attend(Pass pass, QueryRows work, float[] into, QueryBlock block) {
    int wide = shape.latentRank() + shape.rotated();
    float scale = (float) (1 / Math.sqrt(shape.keyWidth()));
    int firstToken = pass.firsts()[work.piece()];
    int heads = shape.heads();
    block.reset(work.rows());
    for (int r = 0; r < work.rows(); r++) {
      int token = firstToken + work.token(r, heads);
      block.query(r, into, (work.head(r, heads) * pass.tokens() + token) * wide, scale);
    }
    KvCache cache = pass.cache(work.piece());
    int last = pass.positions()[firstToken + work.token(work.rows() - 1, heads)];
    for (int page = 0; page * KeyTile.KEYS <= last; page++) {
      for (int r = 0; r < work.rows(); r++) {
        int position = pass.positions()[firstToken + work.token(r, heads)];
        block.visible(r, Math.clamp(position + 1 - page * KeyTile.KEYS, 0, KeyTile.KEYS));
      }
      machinery.kernels().attend(block, cache.tile(page, layer));
    }
    for (int r = 0; r < work.rows(); r++) {
      int token = firstToken + work.token(r, heads);
      Activations sum = sums.get(work.head(r, heads));
      block.result(r, sum.values(), token * shape.latentRank());
    }
  }
}
