package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;

/// Measures the arithmetic library before a run depends on it for hours.
///
/// Some builds bring reference routines that are twenty times slower and say nothing. They are told
/// by comparison with the plainest loop that Java can run.
///
/// @param library billions of operations in a second of the library, on one thread
/// @param loop the same of the plain loop
public record GemmCheck(double library, double loop) {
  private static final int SIDE = 256;
  private static final int ROUNDS = 5;

  /// How many times faster than the loop a library must be at least; the slow ones are about alike.
  static final double FLOOR = 3;

  public static GemmCheck measure() {
    return new GemmCheck(libraryRate(), loopRate());
  }

  /// @throws TrainerException when the library is the slow one
  public GemmCheck require() {
    if (library < FLOOR * loop) {
      throw new TrainerException(
          String.format(
              Locale.ROOT,
              "the arithmetic library makes %.1f GFLOP/s and a plain loop %.1f, so training would take days; end what else runs on this machine, or install a PyTorch built with MKL or OpenBLAS",
              library,
              loop));
    }
    return this;
  }

  private static double libraryRate() {
    try (NDManager manager = Torch.open()) {
      NDArray a = manager.ones(new Shape(SIDE, SIDE));
      double best = Double.POSITIVE_INFINITY;
      for (int round = 0; round < ROUNDS * 4; round++) {
        long begin = System.nanoTime();
        a.matMul(a).close();
        best = Math.min(best, (double) (System.nanoTime() - begin));
      }
      return operations() / best;
    }
  }

  /// Row by column, one sum after the other, as a textbook has it.
  private static double loopRate() {
    var a = new float[SIDE * SIDE];
    java.util.Arrays.fill(a, 1);
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      var out = new float[SIDE * SIDE];
      long begin = System.nanoTime();
      for (int row = 0; row < SIDE; row++) {
        for (int column = 0; column < SIDE; column++) {
          float sum = 0;
          for (int i = 0; i < SIDE; i++) {
            sum += a[row * SIDE + i] * a[column * SIDE + i];
          }
          out[row * SIDE + column] = sum;
        }
      }
      best = Math.min(best, (double) (System.nanoTime() - begin));
      if (out[SIDE] != SIDE) {
        throw new IllegalStateException("a sum of ones is wrong");
      }
    }
    return operations() / best;
  }

  private static double operations() {
    return 2.0 * SIDE * SIDE * SIDE;
  }
}
