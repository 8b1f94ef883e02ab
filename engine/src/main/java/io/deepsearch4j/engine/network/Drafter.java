package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// The layer for multi-token prediction: from the state of token `t` and the embedding of token `t
/// + 1` it guesses token `t + 2`. It drafts; what the model says is never its doing.
///
/// Used over and over it guesses further ahead, its own output standing in for the state.
final class Drafter {
  private static final int KEPT = 64;

  private final int width;
  private final float epsilon;
  private final Tensor embedding;
  private final float[] embeddingGain;
  private final float[] stateGain;
  private final Linear join; // [width][2 * width], embedding first
  private final DecoderLayer layer;
  private final Head head;
  private final Machinery machinery;
  private final Rotation rotation;

  private final Activations joined;
  private final Activations x;
  private final Buffer stream = new Buffer();
  private final Buffer branch = new Buffer();

  Drafter(
      Tensor embedding,
      float[] embeddingGain,
      float[] stateGain,
      Linear join,
      DecoderLayer layer,
      Head head,
      Rotation rotation,
      Machinery machinery) {
    this.width = embedding.columns();
    this.epsilon = layer.epsilon();
    this.embedding = embedding;
    this.embeddingGain = embeddingGain;
    this.stateGain = stateGain;
    this.join = join;
    this.layer = layer;
    this.head = head;
    this.rotation = rotation;
    this.machinery = machinery;
    joined = new Activations(2 * width);
    x = new Activations(width);
  }

  /// Lets the layer see a piece that the model has just run, so that it can draft after it.
  ///
  /// @param states of the piece's tokens, `[tokens][width]` from `at` on
  void follow(KvCache cache, int position, int[] tokens, float[] states, int at) {
    // Row t joins state t with token t + 1: the rows from one before the piece to one before its
    // end.
    int first = Math.max(0, position - 1);
    int rows = position + tokens.length - 1 - first;
    if (rows > 0) {
      float[] before = new float[rows * width];
      int fromCache = position - first;
      if (fromCache == 1) {
        cache.hidden(first, before, 0, width);
      }
      System.arraycopy(states, at, before, fromCache * width, (rows - fromCache) * width);
      int[] next = Arrays.copyOfRange(tokens, 1 - fromCache, tokens.length);
      run(cache, first, next, before);
    }
    int kept = Math.min(KEPT, tokens.length);
    int skipped = tokens.length - kept;
    cache.keepHidden(position + skipped, states, at + skipped * width, kept, width);
  }

  /// Runs rows through the layer; the stream holds their states then.
  private float[] run(KvCache cache, int position, int[] next, float[] states) {
    int rows = next.length;
    Kernels kernels = machinery.kernels();
    float[] pair = joined.resize(rows).values();
    for (int r = 0; r < rows; r++) {
      int to = r * 2 * width;
      kernels.row(embedding, next[r], pair, to);
      kernels.rmsNorm(pair, to, embeddingGain, epsilon, pair, to, width);
      kernels.rmsNorm(states, r * width, stateGain, epsilon, pair, to + width, width);
    }
    float[] into = stream.atLeast((long) rows * width);
    machinery.apply(join, joined, into);
    int[] positions = new int[rows];
    Arrays.setAll(positions, r -> position + r);
    rotation.prepare(positions);
    var piece = new Network.Piece(cache, next, Network.Rows.NONE);
    var pass = new Pass(List.of(piece), new int[1], next, positions, new int[rows]);
    layer.apply(pass, rotation, into, x, branch.atLeast((long) rows * width), Observer.NONE);
    return into;
  }

  /// Guesses the tokens after `next`, which follows what the cache holds.
  int[] draft(KvCache cache, int next, int count) {
    cache.reserve(count);
    float[] state = new float[width];
    int position = cache.length() - 1;
    cache.hidden(position, state, 0, width);
    int[] drafts = new int[count];
    int token = next;
    for (int i = 0; i < count; i++) {
      float[] states = run(cache, position + i, new int[] {token}, state);
      System.arraycopy(states, 0, state, 0, width);
      token = Logits.largest(head.logits(states, new int[1]), head.vocabulary());
      drafts[i] = token;
    }
    return drafts;
  }

  /// Logits `[rows][vocabulary]` of the layer for a text whose states are given: row `t` guesses
  /// token `t + 2`.
  float[] logits(KvCache cache, int[] tokens, float[] states) {
    int rows = tokens.length - 1;
    float[] out = run(cache, 0, Arrays.copyOfRange(tokens, 1, tokens.length), states);
    int[] all = new int[rows];
    Arrays.setAll(all, r -> r);
    return head.logits(out, all);
  }
}
