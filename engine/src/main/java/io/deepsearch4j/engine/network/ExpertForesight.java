package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ExpertSource;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Guesses which experts the next layer will want, by asking its router about the present layer's
/// input, and has them read while this layer is computed.
///
/// The stream of states changes little from layer to layer in a trained model, so the guess is
/// often right; and where it is not, reads for nothing would only delay the others. So it keeps
/// count, and asks for nothing unless most guesses have been right of late. Shared by all layers.
final class ExpertForesight {
  /// Passes of more tokens want so many experts that guessing is no help.
  private static final int TOKENS = 4;

  private static final double ENOUGH = 0.6;
  private static final double MEMORY = 0.98;

  private final ModelConfig.Experts shape;
  private final ExpertSource source;
  private final Map<Integer, Gate> gates = new HashMap<>(); // by layer; dense ones have none
  private final Machinery machinery;
  private final Buffer logits = new Buffer(); // [tokens][experts]
  private final int[] experts;
  private final float[] weights;

  private record Gate(Tensor weights, ExpertRouter router) {}

  private final BitSet guess = new BitSet();
  private int guessedLayer = -1;
  private double right;

  ExpertForesight(ModelConfig config, ExpertSource source, Machinery machinery) {
    shape = config.experts();
    this.source = source;
    this.machinery = machinery;
    experts = new int[shape.chosen()];
    weights = new float[shape.chosen()];
  }

  void know(int layer, Tensor gate, ExpertRouter router) {
    gates.put(layer, new Gate(gate, router));
  }

  /// Share of experts that were guessed, lately.
  double right() {
    return right;
  }

  /// Compares what a layer wants with what was guessed, and guesses for the next one.
  ///
  /// @param x input of the layer, `[tokens][width]`
  /// @param used experts that it wants, the first `count`
  void look(int layer, Activations x, int[] used, int count) {
    if (x.tokens() > TOKENS) {
      return;
    }
    if (guessedLayer == layer) {
      int found = (int) Arrays.stream(used, 0, count).filter(guess::get).count();
      right = MEMORY * right + (1 - MEMORY) * found / count;
    }
    guessedLayer = -1;
    int next = layer + 1;
    Gate gate = gates.get(next);
    if (gate == null) {
      return;
    }
    int tokens = x.tokens();
    float[] scores = logits.atLeast((long) tokens * shape.count());
    machinery.prepare(x, gate.weights().precision());
    machinery.products().add(gate.weights(), x, scores, 0, shape.count()).run();
    guess.clear();
    for (int t = 0; t < tokens; t++) {
      gate.router().choose(scores, t * shape.count(), experts, weights);
      Arrays.stream(experts).forEach(guess::set);
    }
    guessedLayer = next;
    if (right >= ENOUGH) {
      source.prefetch(next, guess.stream().toArray());
    }
  }
}
