package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.TensorSpec;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.tensor.Precision;
import io.deepsearch4j.engine.tensor.ScalarKernels;
import io.deepsearch4j.engine.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;

/// A network that can learn: the published architecture as differentiable operations.
///
/// On disk tensors have their published names; in memory those that one product can serve lie in
/// one [Leaf]. Each replica has gradients of its own over the same values, so replicas work side by
/// side. Layers for multi-token prediction are not trained and not written.
public final class TrainableModel implements AutoCloseable {
  private final ModelDesign design;
  private final List<Leaf> leaves;
  private final NDManager manager;
  private final List<NDArray> values = new ArrayList<>();
  private final List<Replica> replicas = new ArrayList<>();
  private final float[][] biases; // [layer][expert]

  private TrainableModel(
      ModelDesign design, int replicas, Function<Leaf.Part, float[]> parts, float[][] biases) {
    this.design = design;
    this.leaves = Leaves.of(design);
    this.biases = biases;
    this.manager = Torch.open();
    Torch.record(false);
    for (Leaf leaf : leaves) {
      var inside = new float[leaf.elements()];
      for (int part = 0; part < leaf.parts().size(); part++) {
        leaf.put(part, parts.apply(leaf.parts().get(part)), inside);
      }
      values.add(Torch.create(manager, inside, new Shape(leaf.sides())));
    }
    Torch.record(true);
    for (int i = 0; i < replicas; i++) {
      this.replicas.add(new Replica(design, leaves, values, manager));
    }
  }

  /// A new network with random weights.
  ///
  /// @param replicas how many passes can run side by side
  public static TrainableModel random(ModelDesign design, int replicas, long seed) {
    return new TrainableModel(
        design,
        replicas,
        new InitialWeights(design, new SplittableRandom(seed))::of,
        noBiases(design.config()));
  }

  /// A network with weights that exist.
  public static TrainableModel of(ModelDesign design, int replicas, WeightSource weights) {
    var specs = new HashMap<String, TensorSpec>();
    design.config().tensors().forEach(spec -> specs.put(spec.name(), spec));
    float[][] biases = noBiases(design.config());
    for (int layer = 0; layer < biases.length; layer++) {
      String name = Leaves.layer(layer) + Leaves.EXPERT_BIAS;
      if (specs.containsKey(name) && weights.has(name)) {
        biases[layer] = weights.vector(name).clone();
      }
    }
    return new TrainableModel(
        design,
        replicas,
        part -> {
          TensorSpec spec = Objects.requireNonNull(specs.get(part.name()), part.name());
          return spec.isMatrix()
              ? floats(weights.matrix(spec.name()))
              : weights.vector(spec.name());
        },
        biases);
  }

  private static float[] floats(Tensor matrix) {
    var kernels = new ScalarKernels();
    var floats = new float[matrix.rows() * matrix.columns()];
    for (int row = 0; row < matrix.rows(); row++) {
      kernels.row(matrix, row, floats, row * matrix.columns());
    }
    return floats;
  }

  private static float[][] noBiases(ModelConfig config) {
    return new float[config.layers()][config.experts().count()];
  }

  public ModelDesign design() {
    return design;
  }

  /// Biases of the routers, which balancing moves in place, `[layer][expert]`.
  float[][] biases() {
    return biases;
  }

  /// Biases of the routers as they stand, `[layer][expert]`.
  public double[][] routerBiases() {
    var copies = new double[biases.length][];
    for (int layer = 0; layer < biases.length; layer++) {
      copies[layer] = new double[biases[layer].length];
      for (int expert = 0; expert < copies[layer].length; expert++) {
        copies[layer][expert] = biases[layer][expert];
      }
    }
    return copies;
  }

  List<Leaf> leaves() {
    return leaves;
  }

  NDArray values(int leaf) {
    return values.get(leaf);
  }

  /// Replaces the values of a leaf, in the leaf's layout.
  void set(int leaf, float[] inside) {
    Torch.set(values.get(leaf), inside);
  }

  List<Replica> replicas() {
    return replicas;
  }

  NDManager manager() {
    return manager;
  }

  /// Every published tensor's elements, computed when asked for.
  public Map<String, float[]> tensors() {
    var tensors = new HashMap<String, float[]>();
    for (int i = 0; i < leaves.size(); i++) {
      float[] inside = values.get(i).toFloatArray();
      for (int part = 0; part < leaves.get(i).parts().size(); part++) {
        tensors.put(leaves.get(i).parts().get(part).name(), leaves.get(i).get(part, inside));
      }
    }
    for (int layer = 0; layer < biases.length; layer++) {
      if (design.config().experts().bias() && !design.config().isDense(layer)) {
        tensors.put(Leaves.layer(layer) + Leaves.EXPERT_BIAS, biases[layer].clone());
      }
    }
    return tensors;
  }

  /// Writes the model as a release is laid out, without a tokenizer. Each file is whole or not
  /// there.
  ///
  /// @param precision F32, or BF16 to which weights are rounded
  public void export(Path folder, Precision precision) {
    Publication.write(this, folder, precision);
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
    manager.close();
  }
}
