package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.tensor.Activations;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Who goes to which expert in the present layer, and the memory for it; shared by all layers.
///
/// Pairs of a token and one of its experts are numbered by expert, then by token.
final class ExpertScratch {
  private final ModelConfig.Experts shape;
  private final int width;

  final Buffer logits = new Buffer(); // [tokens][experts]
  final Buffer hidden = new Buffer(); // [pairs][2 * inner width]
  final Buffer results = new Buffer(); // [pairs][width]
  final Buffer sharedHidden = new Buffer(); // [tokens][2 * shared width]
  final Buffer sharedResults = new Buffer(); // [tokens][width]

  int[][] experts = new int[0][]; // [tokens][chosen], best first
  float[][] weights = new float[0][]; // [tokens][chosen]

  /// Experts in use, by number, and where their pairs begin.
  final int[] used;

  private final int[] starts;
  private int usedExperts;
  private int tokens;

  private int[] tokenOfPair = new int[0];
  private int[] pairs = new int[0]; // [tokens][chosen], by expert number
  private float[] orderedWeights = new float[0]; // the same

  private final Activations[] inputs;
  private final Activations[] inners;
  private final Map<Integer, Activations> sharedInners = new HashMap<>();

  ExpertScratch(ModelConfig config) {
    shape = config.experts();
    width = config.width();
    used = new int[shape.count()];
    starts = new int[shape.count() + 1];
    inputs = new Activations[shape.count()];
    inners = new Activations[shape.count()];
    Arrays.setAll(inputs, _ -> new Activations(width));
    Arrays.setAll(inners, _ -> new Activations(shape.width()));
  }

  void resize(int count) {
    tokens = count;
    if (experts.length < count) {
      experts = new int[count][shape.chosen()];
      weights = new float[count][shape.chosen()];
    }
  }

  /// Numbers the pairs.
  void groupByExpert(int count) {
    int chosen = shape.chosen();
    int all = count * chosen;
    if (tokenOfPair.length < all) {
      tokenOfPair = new int[all];
      pairs = new int[all];
      orderedWeights = new float[all];
    }
    int[] next = new int[shape.count() + 1];
    for (int t = 0; t < count; t++) {
      for (int expert : experts[t]) {
        next[expert + 1]++;
      }
    }
    usedExperts = 0;
    for (int e = 0; e < shape.count(); e++) {
      if (next[e + 1] > 0) {
        used[usedExperts] = e;
        starts[usedExperts++] = next[e];
      }
      next[e + 1] += next[e];
    }
    starts[usedExperts] = all;
    int[] order = new int[chosen];
    for (int t = 0; t < count; t++) {
      byNumber(t, order);
      for (int i = 0; i < chosen; i++) {
        int pair = next[experts[t][order[i]]]++;
        tokenOfPair[pair] = t;
        pairs[t * chosen + i] = pair;
        orderedWeights[t * chosen + i] = weights[t][order[i]];
      }
    }
  }

  /// Places of a token's experts in the order of their numbers.
  private void byNumber(int token, int[] order) {
    int[] own = experts[token];
    for (int i = 0; i < order.length; i++) {
      int place = i;
      while (place > 0 && own[order[place - 1]] > own[i]) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = i;
    }
  }

  int usedExperts() {
    return usedExperts;
  }

  int pairs() {
    return tokens * shape.chosen();
  }

  /// The first pair of the expert at a place of those in use.
  int start(int place) {
    return starts[place];
  }

  int pairOf(int token, int rank) {
    return pairs[token * shape.chosen() + rank];
  }

  float weightOf(int token, int rank) {
    return orderedWeights[token * shape.chosen() + rank];
  }

  /// Collects the inputs of an expert, unless all tokens go there.
  void gather(Activations x, int place) {
    int count = starts[place + 1] - starts[place];
    inners[place].resize(count);
    if (count < x.tokens()) {
      inputs[place].gather(
          x, Arrays.copyOfRange(tokenOfPair, starts[place], starts[place + 1]), count);
    }
  }

  Activations input(Activations x, int place) {
    return starts[place + 1] - starts[place] == x.tokens() ? x : inputs[place];
  }

  Activations inner(int place) {
    return inners[place];
  }

  Activations sharedInner(int inner) {
    return sharedInners.computeIfAbsent(inner, Activations::new);
  }
}
