package io.deepsearch4j.engine.checkpoint;

import java.util.ArrayList;
import java.util.List;

/// Looks for weights that are infinite or not a number; reads everything once.
final class WeightScan {
  private static final int MOST_NAMED = 10;

  private WeightScan() {}

  static void scan(WeightSource weights, Progress progress) {
    var problems = new ArrayList<String>();
    long total = 0;
    for (TensorSpec spec : weights.config().tensors()) {
      total += spec.elements();
    }
    long done = 0;
    for (TensorSpec spec : weights.config().tensors()) {
      if (problems.size() < MOST_NAMED) {
        check(weights, spec, problems);
      }
      done += spec.elements();
      progress.at(done, total);
    }
    if (!problems.isEmpty()) {
      throw new CheckpointException(
          "weights are broken: " + String.join(", ", problems) + "; download them again");
    }
  }

  private static void check(WeightSource weights, TensorSpec spec, List<String> problems) {
    if (!spec.isMatrix()) {
      checkRow(weights.vector(spec.name()), spec.name() + ", element ", problems);
      return;
    }
    var row = new float[spec.columns()];
    for (int i = 0; i < spec.rows(); i++) {
      weights.rows(spec.name(), i, 1, row);
      if (!checkRow(row, spec.name() + ", row " + i + ", column ", problems)) {
        return;
      }
    }
  }

  private static boolean checkRow(float[] row, String where, List<String> problems) {
    for (int i = 0; i < row.length; i++) {
      if (!Float.isFinite(row[i])) {
        problems.add(where + i + " is " + row[i]);
        return false;
      }
    }
    return true;
  }
}
