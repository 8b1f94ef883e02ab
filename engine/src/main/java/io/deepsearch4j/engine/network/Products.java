package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.tensor.Activations;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.Tensor;
import io.deepsearch4j.engine.tensor.Workers;
import java.util.ArrayList;
import java.util.List;

/// Matrix products that are run together: one hand-over to the workers for all of them, so that
/// each reads enough weights to be worth it. Not safe to share between threads.
final class Products {
  /// Shares of the work for each thread: small enough that a thread which loses its core does not
  /// hold up the others for long.
  private static final int SHARES = 4;

  /// Rows that are cut as one where the precision has no blocks of its own.
  private static final int ROWS = 16;

  private final Kernels kernels;
  private final Workers workers;
  private final List<Job> jobs = new ArrayList<>();

  Products(Kernels kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
  }

  /// One product; `cost` counts from the first job of the list.
  private record Job(
      Tensor weights,
      Activations x,
      float[] out,
      int at,
      int stride,
      int unit,
      long cost,
      long end) {
    int units() {
      return Math.ceilDiv(weights.rows(), unit);
    }
  }

  /// Adds `x W^T`, to be written to `out[at + t * stride + row]`.
  ///
  /// @param x prepared for the precision of the weights
  Products add(Tensor weights, Activations x, float[] out, int at, int stride) {
    int unit = Math.max(weights.precision().rowBlock(), ROWS);
    long begin = jobs.isEmpty() ? 0 : jobs.getLast().end();
    // Reading a weight costs about as much as multiplying it with a few tokens.
    long each = (long) unit * weights.columns() * (4 + x.tokens());
    long cost = each * Math.ceilDiv(weights.rows(), unit);
    jobs.add(new Job(weights, x, out, at, stride, unit, begin, begin + cost));
    return this;
  }

  /// Computes all that was added, and forgets it.
  void run() {
    if (jobs.isEmpty()) {
      return;
    }
    long total = jobs.getLast().end();
    int shares = workers.threads() == 1 ? 1 : workers.threads() * SHARES;
    workers.each(
        shares,
        (_, from, to) -> {
          for (int share = from; share < to; share++) {
            compute(total * share / shares, total * (share + 1) / shares);
          }
        });
    jobs.clear();
  }

  /// The units whose beginnings lie between two costs.
  private void compute(long from, long to) {
    for (Job job : jobs) {
      if (job.end() <= from || job.cost() >= to) {
        continue;
      }
      int units = job.units();
      long each = (job.end() - job.cost()) / units;
      int first = (int) Math.max(0, Math.ceilDiv(from - job.cost(), each));
      int last = (int) Math.min(units, Math.ceilDiv(to - job.cost(), each));
      if (first < last) {
        kernels.multiply(
            job.weights(),
            first * job.unit(),
            Math.min(last * job.unit(), job.weights().rows()),
            job.x(),
            job.out(),
            job.at(),
            job.stride());
      }
    }
  }
}
