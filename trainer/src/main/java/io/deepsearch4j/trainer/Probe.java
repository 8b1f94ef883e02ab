package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a model does with texts that it does not learn from: how well it writes what it is to
/// write, and how loud it is inside.
///
/// @param loss mean over the tokens that are to be written, natural logarithm
/// @param layers how loud each layer leaves the residual stream
public record Probe(double loss, List<Loudness> layers) {
  public Probe {
    layers = List.copyOf(layers);
  }

  /// How loud a layer leaves the residual stream.
  ///
  /// @param rms root of the mean square of all elements
  /// @param largest magnitude of an element
  public record Loudness(double rms, double largest) {}

  private static final TokenWeights WRITTEN = new TokenWeights(0, 0, 1, 0, 1, 1);

  /// Runs the model over all examples on the calling thread, a few at a time.
  ///
  /// @param passTokens about so many of one pass
  /// @throws TrainerException when no example has anything to write
  public static Probe of(TrainableModel model, TrainingSet examples, int passTokens) {
    var sums = new Sums(model.design().config().layers());
    Replica replica = model.replicas().getFirst();
    Torch.record(false);
    replica.watch((layer, stream) -> sums.add(layer, stream.toFloatArray()));
    try {
      for (Pack pack : packs(examples, passTokens)) {
        try (NDManager step = model.manager().newSubManager()) {
          float[] losses =
              replica.run(step, pack, model.biases(), pack.weight(), 0).losses().toFloatArray();
          for (float loss : losses) {
            sums.loss += loss;
          }
          sums.written += losses.length;
        }
      }
    } finally {
      replica.watch(Replica.StreamWatcher.NONE);
      replica.takeLoads();
      Torch.record(true);
    }
    if (sums.written == 0) {
      throw new TrainerException(
          "the examples to measure with hold nothing to write; make more lessons");
    }
    if (!Double.isFinite(sums.loss)) {
      throw new DivergedException(
          "the loss of the model is no number; train it again with lower learning rates");
    }
    return sums.probe();
  }

  private static List<Pack> packs(TrainingSet examples, int passTokens) {
    var packs = new ArrayList<Pack>();
    var taken = new ArrayList<Example>();
    int tokens = 0;
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.example(i);
      taken.add(example);
      tokens += example.length();
      if (tokens >= passTokens || i == examples.size() - 1) {
        Pack pack = Pack.of(taken, taken.stream().map(each -> WRITTEN.of(each, 0, 0)).toList());
        if (pack.rows().length > 0) {
          packs.add(pack);
        }
        taken.clear();
        tokens = 0;
      }
    }
    return packs;
  }

  private static final class Sums {
    private final double[] squares; // [layer]
    private final double[] largest; // [layer]
    private final long[] elements; // [layer]
    private double loss;
    private long written;

    Sums(int layers) {
      squares = new double[layers];
      largest = new double[layers];
      elements = new long[layers];
    }

    void add(int layer, float[] stream) {
      for (float element : stream) {
        squares[layer] += (double) element * element;
        largest[layer] = Math.max(largest[layer], Math.abs(element));
      }
      elements[layer] += stream.length;
    }

    Probe probe() {
      var layers = new Loudness[squares.length];
      Arrays.setAll(
          layers,
          layer -> new Loudness(Math.sqrt(squares[layer] / elements[layer]), largest[layer]));
      return new Probe(loss / written, List.of(layers));
    }
  }
}
