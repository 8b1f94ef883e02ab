package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.KeyTile;
import io.deepsearch4j.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The forward pass: embedding, layers, head.
///
/// Letters: `T` tokens of a pass, `D` width. One caller at a time.
final class Transformer implements Network {
  private final ModelConfig config;
  private final Tensor embedding; // [vocabulary][D]
  private final List<DecoderLayer> layers;
  private final Head head;
  private final Optional<Drafter> drafter;
  private final PagePool pool;
  private final Rotation rotation;
  private final Machinery machinery;

  private final Buffer stream = new Buffer(); // [T][D]
  private final Buffer branch = new Buffer(); // [T][D]
  private final Activations x;
  private Observer observer = Observer.NONE;

  Transformer(
      ModelConfig config,
      Tensor embedding,
      List<DecoderLayer> layers,
      Head head,
      Optional<Drafter> drafter,
      PagePool pool,
      Rotation rotation,
      Machinery machinery) {
    this.config = config;
    this.embedding = embedding;
    this.layers = List.copyOf(layers);
    this.head = head;
    this.drafter = drafter;
    this.pool = pool;
    this.rotation = rotation;
    this.machinery = machinery;
    x = new Activations(config.width());
  }

  void observe(Observer watcher) {
    observer = watcher;
  }

  @Override
  public ModelConfig config() {
    return config;
  }

  PagePool pool() {
    return pool;
  }

  @Override
  public KvCache newCache() {
    return new KvCache(pool);
  }

  @Override
  public long available() {
    return pool.available();
  }

  @Override
  public long cacheBytes(int tokens) {
    return Math.ceilDiv(tokens, KeyTile.KEYS) * pool.pageBytes();
  }

  @Override
  public Output run(List<Piece> pieces) {
    check(pieces);
    Pass pass = Pass.of(pieces);
    for (Piece piece : pieces) {
      ((KvCache) piece.cache()).reserve(piece.tokens().length);
    }
    int tokens = pass.tokens();
    int width = config.width();
    float[] states = stream.atLeast((long) tokens * width);
    machinery.overTokens(
        tokens,
        (_, from, to) -> {
          for (int t = from; t < to; t++) {
            machinery.kernels().row(embedding, pass.ids()[t], states, t * width);
          }
        });
    observer.values("embed", states, tokens, width);
    rotation.prepare(pass.positions());
    float[] yielded = branch.atLeast((long) tokens * width);
    for (DecoderLayer layer : layers) {
      layer.apply(pass, rotation, states, x, yielded, observer);
    }
    Output output = output(pass, states);
    for (int p = 0; p < pieces.size(); p++) {
      finish(pass, p, states);
    }
    return output;
  }

  private void check(List<Piece> pieces) {
    Set<Cache> caches = new HashSet<>();
    for (Piece piece : pieces) {
      if (!caches.add(piece.cache()) || piece.tokens().length == 0) {
        throw new IllegalArgumentException("each piece of a pass needs tokens and its own cache");
      }
      for (int token : piece.tokens()) {
        if (token < 0 || token >= config.vocabulary()) {
          throw new NetworkException(
              "there is no token %d in a vocabulary of %d; the tokenizer does not belong to the model"
                  .formatted(token, config.vocabulary()));
        }
      }
      int end = piece.cache().length() + piece.tokens().length;
      if (end > config.maxPositions()) {
        throw new NetworkException(
            "%d tokens are more than the %d that the model was made for; shorten the text"
                .formatted(end, config.maxPositions()));
      }
    }
  }

  private void finish(Pass pass, int piece, float[] states) {
    KvCache cache = pass.cache(piece);
    int position = cache.length();
    cache.grow(pass.length(piece));
    if (cache.isFollowed()) {
      drafter.ifPresent(
          one ->
              one.follow(
                  cache,
                  position,
                  pass.pieces().get(piece).tokens(),
                  states,
                  pass.firsts()[piece] * config.width()));
    }
  }

  /// Logits of the rows that are wanted.
  private Output output(Pass pass, float[] states) {
    int pieces = pass.pieces().size();
    int[] starts = new int[pieces + 1];
    int[] wanted = new int[pass.tokens()];
    int count = 0;
    for (int p = 0; p < pieces; p++) {
      starts[p] = count;
      int first = pass.firsts()[p];
      int end = first + pass.length(p);
      int from =
          switch (pass.pieces().get(p).rows()) {
            case NONE -> end;
            case LAST -> end - 1;
            case ALL -> first;
          };
      for (int t = from; t < end; t++) {
        wanted[count++] = t;
      }
    }
    starts[pieces] = count;
    float[] all = count == 0 ? new float[0] : head.logits(states, Arrays.copyOf(wanted, count));
    return (piece, row, logits) -> {
      if (starts[piece] + row >= starts[piece + 1]) {
        throw new IllegalArgumentException("row " + row + " of piece " + piece + " was not wanted");
      }
      System.arraycopy(
          all, (starts[piece] + row) * config.vocabulary(), logits, 0, config.vocabulary());
    };
  }

  @Override
  public int[] draft(Cache cache, int next, int count) {
    KvCache own = (KvCache) cache;
    int room = Math.min(count, config.maxPositions() - own.length());
    if (drafter.isEmpty() || !own.isFollowed() || own.length() == 0 || room < 1) {
      return new int[0];
    }
    return drafter.get().draft(own, next, room);
  }

  /// The states behind the last layer of the latest pass; valid until the next.
  float[] states() {
    return stream.values();
  }

  /// States after the final norm, which some serving code gives to the MTP layer.
  float[] normed(float[] states) {
    return head.normed(states);
  }

  Optional<Drafter> drafter() {
    return drafter;
  }
}
