package io.deepsearch4j.trainer;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/// The native arithmetic: what is used of it beyond DJL's own types, in one place.
///
/// DJL lets only one thread at a time collect gradients; the native library has no such limit, so
/// backward passes are started here.
final class Torch {
  private static final String OFFLINE = "ai.djl.offline";

  private Torch() {}

  /// Starts the library, with one native thread for each of ours.
  ///
  /// @throws TrainerException when it is missing
  static NDManager open() {
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true"); // else a missing library is looked for on the web
    }
    try {
      NDManager manager = Engine.getEngine("PyTorch").newBaseManager();
      JniUtils.setNumThreads(1);
      return manager;
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new TrainerException(
          "the PyTorch library cannot be loaded (%s); put pytorch-native-cpu for this system on the class path, or let PYTORCH_LIBRARY_PATH name a folder with libtorch 2.7.1"
              .formatted(e.getMessage()),
          e);
    }
  }

  /// An array in memory that the library has aligned, so that no sum depends on where it lies.
  static NDArray create(NDManager manager, float[] elements, Shape shape) {
    try (NDArray lent = manager.create(elements, shape)) {
      return lent.duplicate();
    }
  }

  /// Replaces all elements, which must be numbers.
  static void set(NDArray array, float[] elements) {
    try (NDArray fresh = array.getManager().create(elements, array.getShape())) {
      array.muli(0).addi(fresh);
    }
  }

  /// Whether operations of this thread are recorded for a backward pass.
  static void record(boolean gradients) {
    JniUtils.setGradMode(gradients);
  }

  /// The same memory as a leaf of its own with a gradient of its own, which begins as 0.
  static NDArray leaf(NDArray values) {
    NDArray leaf = JniUtils.detachGradient((PtNDArray) values);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /// Adds the gradients of a scalar to those of all leaves it hangs on.
  static void backward(NDArray scalar) {
    try (NDArray one = scalar.getManager().ones(new Shape(), DataType.FLOAT32)) {
      JniUtils.backward((PtNDArray) scalar, (PtNDArray) one, false, false);
    }
  }

  /// Sets a leaf's gradient to 0, whatever it is.
  static void forget(NDArray leaf) {
    if (hasGradient(leaf)) {
      JniUtils.zeroGrad((PtNDArray) leaf);
    }
  }

  /// Whether a backward pass has reached the leaf since it was made.
  static boolean hasGradient(NDArray leaf) {
    PtNDArray gradient = JniUtils.getGradient((PtNDArray) leaf);
    if (gradient == null) {
      return false;
    }
    gradient.close();
    return true;
  }

  /// Rows of a matrix, by number, also several times the same.
  static NDArray rows(NDArray matrix, NDArray numbers) {
    return JniUtils.embedding((PtNDArray) numbers, (PtNDArray) matrix, false);
  }

  static NDArray gather(NDArray values, NDArray numbers, int axis) {
    return JniUtils.gather((PtNDArray) values, (PtNDArray) numbers, axis);
  }

  static NDList split(NDArray values, long[] sizes, int axis) {
    return JniUtils.split((PtNDArray) values, sizes, axis);
  }

  /// A view of what lies between two places of an axis.
  static NDArray part(NDArray array, int axis, long from, long to) {
    return JniUtils.slice((PtNDArray) array, axis, from, to, 1);
  }

  static NDArray join(NDList values, int axis) {
    PtNDArray[] all = values.stream().map(each -> (PtNDArray) each).toArray(PtNDArray[]::new);
    return JniUtils.cat(all, axis);
  }

  /// `x W^T`.
  static NDArray linear(NDArray x, NDArray weight) {
    return x.matMul(weight.transpose());
  }

  /// The Euclidean length of each row, `[…][1]`.
  static NDArray length(NDArray x) {
    return JniUtils.norm((PtNDArray) x, 2, new int[] {x.getShape().dimension() - 1}, true);
  }

  /// A quotient whose array belongs to the manager of the divisor.
  static NDArray quotient(NDArray dividend, NDArray divisor) {
    NDArray quotient = dividend.div(divisor);
    quotient.attach(divisor.getManager());
    return quotient;
  }

  static NDArray sigmoid(NDArray x) {
    return JniUtils.sigmoid((PtNDArray) x);
  }

  static NDArray softmax(NDArray x) {
    return JniUtils.softmax((PtNDArray) x, -1, DataType.FLOAT32);
  }

  static NDArray logSoftmax(NDArray values) {
    return JniUtils.logSoftmax((PtNDArray) values, -1, DataType.FLOAT32);
  }
}
