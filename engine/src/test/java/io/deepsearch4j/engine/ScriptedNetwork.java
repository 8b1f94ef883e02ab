package io.deepsearch4j.engine;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A network that wants to say the tokens of a script after the first prompt it reads, and then to
/// end. One sequence at a time; [#script] begins a new one.
final class ScriptedNetwork implements Network {
  private final MadeUpNetwork network;
  private final int end;
  private volatile int[] script = {};
  private volatile int prompt = -1;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  ScriptedNetwork(int vocabulary, int window, int end) {
    network = new MadeUpNetwork(vocabulary, 1, 0, window, List.of(end));
    this.end = end;
  }

  void script(int... tokens) {
    script = tokens.clone();
    prompt = -1;
  }

  /// Says nothing until the gate is opened.
  void waitFor(CountDownLatch opening) {
    gate = opening;
  }

  @Override
  public ModelConfig config() {
    return network.config();
  }

  @Override
  public Cache newCache() {
    return network.newCache();
  }

  @Override
  public long available() {
    return network.available();
  }

  @Override
  public long cacheBytes(int tokens) {
    return network.cacheBytes(tokens);
  }

  @Override
  public Output run(List<Piece> pieces) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the engine's thread", e);
    }
    var _ = network.run(pieces);
    return (piece, row, logits) -> {
      Piece of = pieces.get(piece);
      int behind = of.rows() == Rows.ALL ? of.tokens().length - 1 - row : 0;
      int length = of.cache().length() - behind;
      prompt = prompt < 0 ? length : prompt;
      int place = length - prompt;
      Arrays.fill(logits, 0);
      // A second best wish, for when the first is not allowed.
      logits[end] = 1;
      logits[place < script.length ? script[place] : end] = 20;
    };
  }

  @Override
  public int[] draft(Cache cache, int next, int count) {
    return new int[0];
  }
}
