package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.KeyTile;
import io.deepsearch4j.engine.tensor.QueryBlock;
import io.deepsearch4j.engine.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The plain way of latent attention: the latents of each tile are widened into keys and values of
/// all heads, and these are seen as in any other attention.
final class PlainLatent {
  private final ModelConfig.Attention.Latent shape;
  private final Tensor widen; // [H * (plain + value)][r]
  private final Machinery machinery;
  private final Activations latents; // [KEYS][r]
  private final Buffer wide = new Buffer(); // [KEYS][H * (plain + value)]
  private final float[] turned; // [KEYS][rotated], the part of the keys that all heads share
  private final KeyTile[] tiles; // of each worker
  private final List<QueryBlock> blocks = new ArrayList<>();

  PlainLatent(ModelConfig.Attention.Latent shape, Tensor widen, Machinery machinery) {
    this.shape = shape;
    this.widen = widen;
    this.machinery = machinery;
    latents = new Activations(shape.latentRank());
    turned = new float[KeyTile.KEYS * shape.rotated()];
    tiles = new KeyTile[machinery.workers().threads()];
    Arrays.setAll(
        tiles,
        _ -> {
          long bytes = KeyTile.bytes(CacheType.F32, shape.keyWidth(), shape.valueWidth(), false);
          MemorySegment data = Arena.ofAuto().allocate(bytes, 64);
          return new KeyTile(CacheType.F32, shape.keyWidth(), shape.valueWidth(), false, data);
        });
  }

  /// @param queries `[tokens][H][plain + rotated]`, rotated
  /// @param seen `[tokens][H][value]`
  void attend(Pass pass, int piece, int layer, float[] queries, float[] seen) {
    List<QueryRows> work = new ArrayList<>();
    for (int head = 0; head < shape.heads(); head++) {
      QueryRows.cut(piece, head, pass.length(piece), work);
    }
    begin(pass, work, queries);
    KvCache cache = pass.cache(piece);
    int end = pass.positions()[pass.firsts()[piece] + pass.length(piece) - 1] + 1;
    for (int page = 0; page * KeyTile.KEYS < end; page++) {
      int keys = Math.min(KeyTile.KEYS, end - page * KeyTile.KEYS);
      widen(cache.tile(page, layer), keys);
      int first = page * KeyTile.KEYS;
      machinery
          .workers()
          .each(
              work.size(),
              (worker, from, to) -> {
                for (int i = from; i < to; i++) {
                  see(pass, work.get(i), blocks.get(i), first, keys, tiles[worker]);
                }
              });
    }
    for (int i = 0; i < work.size(); i++) {
      QueryRows rows = work.get(i);
      for (int r = 0; r < rows.rows(); r++) {
        int token = pass.firsts()[piece] + rows.token(r, 1);
        blocks.get(i).result(r, seen, (token * shape.heads() + rows.group()) * shape.valueWidth());
      }
    }
  }

  private void begin(Pass pass, List<QueryRows> work, float[] queries) {
    float scale = (float) (1 / Math.sqrt(shape.keyWidth()));
    while (blocks.size() < work.size()) {
      blocks.add(new QueryBlock(shape.keyWidth(), shape.valueWidth()));
    }
    for (int i = 0; i < work.size(); i++) {
      QueryRows rows = work.get(i);
      QueryBlock block = blocks.get(i);
      block.reset(rows.rows());
      for (int r = 0; r < rows.rows(); r++) {
        int token = pass.firsts()[rows.piece()] + rows.token(r, 1);
        block.query(r, queries, (token * shape.heads() + rows.group()) * shape.keyWidth(), scale);
      }
    }
  }

  private void widen(KeyTile tile, int keys) {
    int rank = shape.latentRank();
    latents.resize(keys);
    float[] key = new float[tile.keyWidth()];
    for (int slot = 0; slot < keys; slot++) {
      CacheRows.readKey(tile, slot, key, 0, key.length);
      System.arraycopy(key, 0, latents.values(), slot * rank, rank);
      System.arraycopy(key, rank, turned, slot * shape.rotated(), shape.rotated());
    }
    machinery.prepare(latents, widen.precision());
    float[] out = wide.atLeast((long) keys * widen.rows());
    machinery.products().add(widen, latents, out, 0, widen.rows()).run();
  }

  /// Lets a block of one head's queries see that head's keys of the present tile.
  private void see(Pass pass, QueryRows rows, QueryBlock block, int first, int keys, KeyTile tile) {
    int head = rows.group();
    int piece = rows.piece();
    int last = pass.positions()[pass.firsts()[piece] + rows.token(rows.rows() - 1, 1)];
    if (last < first) {
      return;
    }
    int plain = shape.plainWidth();
    float[] key = new float[shape.keyWidth()];
    for (int slot = 0; slot < keys; slot++) {
      int at = slot * widen.rows() + head * (plain + shape.valueWidth());
      System.arraycopy(wide.values(), at, key, 0, plain);
      System.arraycopy(turned, slot * shape.rotated(), key, plain, shape.rotated());
      CacheRows.write(tile, slot, key, 0, wide.values(), at + plain);
    }
    for (int r = 0; r < rows.rows(); r++) {
      int position = pass.positions()[pass.firsts()[piece] + rows.token(r, 1)];
      block.visible(r, Math.clamp(position + 1 - first, 0, keys));
    }
    machinery.kernels().attend(block, tile);
  }
}
