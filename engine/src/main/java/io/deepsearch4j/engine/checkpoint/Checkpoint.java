package io.deepsearch4j.engine.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/// A model folder: its configuration and its weights, open until it is closed.
public final class Checkpoint implements AutoCloseable {
  private final Path folder;
  private final WeightSource weights;

  private Checkpoint(Path folder, WeightSource weights) {
    this.folder = folder;
    this.weights = weights;
  }

  /// @throws CheckpointException when something is missing or broken
  public static Checkpoint open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CheckpointException(folder + " is no folder; name the folder of a model");
    }
    Path packed = folder.resolve(PackedFile.NAME);
    if (Files.exists(packed)) {
      return new Checkpoint(folder, PackedWeights.open(packed));
    }
    if (!Files.exists(folder.resolve("config.json"))) {
      throw new CheckpointException(
          folder + " holds neither model.ds4j nor config.json; name the folder of a model");
    }
    return new Checkpoint(folder, SafetensorsWeights.open(folder, ModelConfig.read(folder)));
  }

  public Path folder() {
    return folder;
  }

  /// As the files really are: `weights().config()`.
  public ModelConfig config() {
    return weights.config();
  }

  /// How its makers want it to be sampled.
  public GenerationDefaults generationDefaults() {
    return GenerationDefaults.read(folder);
  }

  /// The text of its `config.json`.
  byte[] configText() {
    return weights instanceof PackedWeights packed
        ? packed.configText()
        : JsonInput.bytes(folder.resolve("config.json"), ConfigReader.LONGEST_FILE);
  }

  public WeightSource weights() {
    return weights;
  }

  /// Brings weights into memory before they are needed; the others come when they are first used,
  /// page by page, which is many times slower.
  ///
  /// @param which of the matrices
  public static void load(WeightSource weights, Predicate<TensorSpec> which, Progress progress) {
    List<TensorSpec> chosen =
        weights.config().tensors().stream().filter(TensorSpec::isMatrix).filter(which).toList();
    long total =
        chosen.stream().mapToLong(spec -> weights.matrix(spec.name()).data().byteSize()).sum();
    long done = 0;
    for (TensorSpec spec : chosen) {
      MemorySegment data = weights.matrix(spec.name()).data();
      if (data.isMapped()) {
        data.load();
      }
      done += data.byteSize();
      progress.at(done, total);
    }
  }

  /// Reads every weight once.
  ///
  /// @throws CheckpointException when some are infinite or not a number
  public void scan(Progress progress) {
    WeightScan.scan(weights, progress);
  }

  @Override
  public void close() {
    weights.close();
  }
}
