package io.deepsearch4j.cli;

import io.deepsearch4j.engine.checkpoint.Checkpoint;
import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelInfo;
import io.deepsearch4j.engine.checkpoint.TensorSpec;
import io.deepsearch4j.engine.checkpoint.WeightSource;
import io.deepsearch4j.engine.tensor.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/// What is known of a model without running it.
record ModelDescription(ModelConfig config, ModelInfo info, Stored stored) {
  private static final String PACKED = "model.ds4j";
  private static final String SAFETENSORS = "safetensors";

  /// How its weights lie on the disk.
  ///
  /// @param form `safetensors`, or the precision of the project's own file; empty for no weights
  /// @param bytes of all files with weights
  record Stored(String form, long bytes) {
    static final Stored NOT = new Stored("", 0);

    boolean isThere() {
      return !form.isEmpty();
    }

    /// Whether the weights were rounded to fewer bits than a release has.
    boolean isQuantised() {
      return form.equals(word(Precision.Q8)) || form.equals(word(Precision.Q4));
    }

    boolean isRelease() {
      return form.equals(SAFETENSORS);
    }
  }

  /// @param place a configuration, or a folder with one, with or without weights
  static ModelDescription of(Path place) {
    Stored stored = Files.isDirectory(place) ? stored(place) : Stored.NOT;
    if (!stored.isThere()) {
      ModelConfig config =
          Files.isDirectory(place) ? ModelConfig.read(place) : ModelPlace.config(place);
      return new ModelDescription(config, ModelInfo.of(config), stored);
    }
    try (Checkpoint checkpoint = Checkpoint.open(place)) {
      ModelConfig config = checkpoint.config();
      String form =
          stored.isRelease() ? stored.form() : word(precision(config, checkpoint.weights()));
      return new ModelDescription(config, ModelInfo.of(config), new Stored(form, stored.bytes()));
    }
  }

  private static Stored stored(Path folder) {
    long released = 0;
    long packed = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "{*.safetensors,*.safetensors.index.json,model.ds4j}")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.equals(PACKED)) {
          packed += Files.size(file);
        } else if (!name.startsWith("trace.")) {
          released += Files.size(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be looked into; check its rights", e);
    }
    if (packed > 0) {
      return new Stored(PACKED, packed);
    }
    return released > 0 ? new Stored(SAFETENSORS, released) : Stored.NOT;
  }

  /// What the matrices that every token meets are stored in.
  private static Precision precision(ModelConfig config, WeightSource weights) {
    return config.tensors().stream()
        .filter(spec -> spec.kind() == TensorSpec.Kind.MATRIX && weights.has(spec.name()))
        .findFirst()
        .map(spec -> weights.matrix(spec.name()).precision())
        .orElse(Precision.F32);
  }

  /// Memory for the weights at a precision, MTP layers included.
  long weightBytes(Precision precision) {
    return weightBytes(info, precision);
  }

  static long weightBytes(ModelInfo info, Precision precision) {
    return Objects.requireNonNull(info.weightBytes().get(precision));
  }

  /// A precision or type as it is written in commands: `q4`.
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
