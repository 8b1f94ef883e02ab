package io.deepsearch4j.engine.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;

/// How the makers of a model want it to be sampled: `generation_config.json`.
///
/// @param sample whether to sample at all; else the likeliest token is taken
/// @param temperature 1 leaves the likelihoods as they are
/// @param topP 1 for off
/// @param topK 0 for off
/// @param minP 0 for off
/// @param topNSigma 0 for off
/// @param repetitionPenalty 1 for off
public record GenerationDefaults(
    boolean sample,
    double temperature,
    double topP,
    int topK,
    double minP,
    double topNSigma,
    double repetitionPenalty) {
  /// Without such a file.
  public static final GenerationDefaults NONE = new GenerationDefaults(true, 1, 1, 0, 0, 0, 1);

  /// Reads the file of a folder, if it is there.
  ///
  /// @throws CheckpointException when it is broken
  public static GenerationDefaults read(Path folder) {
    Path file = folder.resolve(ConfigReader.GENERATION);
    if (!Files.exists(file)) {
      return NONE;
    }
    String name = file.toString();
    byte[] bytes = JsonInput.bytes(file, ConfigReader.LONGEST_FILE);
    var fields = new ConfigFields(name, JsonInput.object(bytes, name));
    return new GenerationDefaults(
        fields.flag(true, "do_sample"),
        fields.numberOr(1, 0, 100, "temperature"),
        fields.numberOr(1, 0, 1, "top_p"),
        Math.max(0, fields.wholeOr(0, -1, 1 << 24, "top_k")),
        fields.numberOr(0, 0, 1, "min_p"),
        Math.max(0, fields.numberOr(0, -1, 1000, "top_n_sigma")),
        fields.numberOr(1, 0.01, 100, "repetition_penalty"));
  }
}
