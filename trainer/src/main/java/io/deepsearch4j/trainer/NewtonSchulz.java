package io.deepsearch4j.trainer;

import ai.djl.ndarray.NDArray;

/// Makes all singular values of matrices nearly alike, without computing any: five steps of a
/// polynomial of odd degree that pulls values between 0 and 1 toward 1.
///
/// The coefficients are those that Muon made known (Jordan et al., 2024): steepest at 0, at the
/// price of values that end between about 0.7 and 1.2.
final class NewtonSchulz {
  private static final int STEPS = 5;
  private static final float LINEAR = 3.4445f;
  private static final float CUBIC = -4.7750f;
  private static final float QUINTIC = 2.0315f;

  private NewtonSchulz() {}

  /// @param stack `[count][rows][columns]`, no taller than wide
  static NDArray orthogonal(NDArray stack) {
    NDArray size = stack.square().sum(new int[] {1, 2}, true).sqrt().add(1e-7f);
    NDArray x = stack.div(size);
    for (int step = 0; step < STEPS; step++) {
      NDArray a = x.matMul(x.transpose(0, 2, 1));
      NDArray b = a.matMul(a).muli(QUINTIC).addi(a.muli(CUBIC));
      x = b.matMul(x).addi(x.mul(LINEAR));
    }
    return x;
  }
}
