package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.checkpoint.ExpertSource;
import io.deepsearch4j.engine.checkpoint.ExpertStore;
import io.deepsearch4j.engine.checkpoint.Progress;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.tensor.Kernels;
import io.deepsearch4j.engine.tensor.Workers;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;

/// A network with the memory and threads that it stands on, closed as one.
public final class LoadedModel implements AutoCloseable {
  private final WeightSource weights;
  private final Workers workers;
  private final Arena arena = Arena.ofShared();
  private final ExpertSource experts;
  private final Transformer network;
  private final Optional<ExpertForesight> foresight;

  private LoadedModel(
      WeightSource weights, NetworkOptions options, Kernels kernels, int plainFrom) {
    this.weights = weights;
    workers = Workers.start(options.threadsInUse());
    boolean built = false;
    try {
      experts = ExpertMemory.of(weights, options);
      var builder =
          new TransformerBuilder(weights, experts, kernels, workers, arena)
              .cache(options.cacheType(), options.cacheBytes())
              .plainFrom(plainFrom);
      foresight = builder.foresight();
      network = builder.build();
      built = true;
    } finally {
      if (!built) {
        workers.close();
        arena.close();
        weights.close();
      }
    }
  }

  /// Opens the model of a folder and brings into memory what stays there.
  ///
  /// @param progress told how much of it is there
  public static LoadedModel open(Path folder, NetworkOptions options, Progress progress) {
    LoadedModel model = of(Checkpoint.open(folder).weights(), options, Kernels.best());
    try {
      model.load(progress);
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /// Brings into memory what stays there: mapped weights are many times slower when they are first
  /// met in a pass.
  void load(Progress progress) {
    boolean streams = experts instanceof ExpertStore;
    Checkpoint.load(
        weights,
        spec ->
            switch (spec.kind()) {
              case EXPERT -> !streams;
              // Of the embedding a pass reads one row for each token.
              case EMBEDDING -> network.config().tiedHead();
              case HEAD, MATRIX, ROUTER, SMALL -> true;
            },
        progress);
  }

  /// Takes weights over, and closes them at the end.
  public static LoadedModel of(WeightSource weights, NetworkOptions options, Kernels kernels) {
    return of(weights, options, kernels, LatentAttention.PLAIN_FROM);
  }

  /// @param plainFrom tokens of a piece from which latent attention takes the plain way
  static LoadedModel of(
      WeightSource weights, NetworkOptions options, Kernels kernels, int plainFrom) {
    return new LoadedModel(weights, options, kernels, plainFrom);
  }

  public Network network() {
    return network;
  }

  Transformer transformer() {
    return network;
  }

  /// Where its experts come from.
  ExpertSource experts() {
    return experts;
  }

  Optional<ExpertForesight> foresight() {
    return foresight;
  }

  @Override
  public void close() {
    workers.close();
    network.pool().close();
    experts.close();
    arena.close();
    weights.close();
  }
}
