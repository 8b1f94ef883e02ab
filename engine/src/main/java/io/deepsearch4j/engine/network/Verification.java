package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.CheckpointException;
import io.deepsearch4j.engine.checkpoint.Progress;
import io.deepsearch4j.engine.checkpoint.Quantizer;
import io.deepsearch4j.engine.checkpoint.Safetensors;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How far an engine is from the reference outputs of a checkpoint.
///
/// @param checks one line each
/// @param loss mean cross-entropy of the prompt, natural logarithm
/// @param expectedLoss what the reference had
/// @param firstDifference the first place inside the model that differs beyond the tolerance; empty
///   if none does or no trace lies beside the checkpoint
public record Verification(
    List<Check> checks, double loss, double expectedLoss, String firstDifference) {

  public Verification {
    checks = List.copyOf(checks);
  }

  /// One comparison.
  ///
  /// @param what `logits`, `routing`, `greedy`, `mtp …`
  /// @param difference the largest one; for tokens and experts, how many differ
  /// @param tolerance what is allowed
  /// @param compared how many values or choices were compared
  public record Check(String what, double difference, double tolerance, long compared) {
    public boolean holds() {
      return difference <= tolerance;
    }
  }

  /// Runs the model of a folder as it is stored, against the `expected.json` beside it.
  ///
  /// @throws CheckpointException when the model or the reference outputs cannot be read
  public static Verification of(Path folder, CacheType cache) {
    return of(folder, folder, cache);
  }

  /// The same with the weights stored in another precision: how much that costs.
  ///
  /// @param scratch folder for the rewritten model, which is left there
  /// @param progress told how much of it is written
  public static Verification at(
      Path folder, Precision precision, CacheType cache, Path scratch, Progress progress) {
    Path rewritten = scratch.resolve(precision.name().toLowerCase(Locale.ROOT));
    Quantizer.quantize(folder, rewritten, precision, progress);
    return of(rewritten, folder, cache);
  }

  private static Verification of(Path model, Path reference, CacheType cache) {
    Expected expected = Expected.read(reference);
    Map<String, float[]> trace = new HashMap<>();
    Path file = reference.resolve("trace.safetensors");
    if (Files.exists(file)) {
      try (Safetensors values = Safetensors.open(file)) {
        values.names().forEach(name -> trace.put(name, values.floats(name)));
      }
    }
    try (LoadedModel loaded =
        LoadedModel.open(model, NetworkOptions.DEFAULT.withCache(cache), Progress.NONE)) {
      return new Verifier(loaded.transformer(), expected, trace).verify();
    }
  }

  public boolean holds() {
    return checks.stream().allMatch(Check::holds);
  }
}
