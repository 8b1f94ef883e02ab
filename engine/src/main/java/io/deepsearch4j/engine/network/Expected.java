package io.deepsearch4j.engine.network;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.deepsearch4j.engine.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a correct engine says about a checkpoint: the file `expected.json` beside it, format
/// `pangu-reference-1`.
///
/// @param logits `[positions][vocabulary]` for the prompt
/// @param argmax the largest logit of each row
/// @param loss mean cross-entropy of the prompt's own next tokens, natural logarithm
/// @param routing by layer
@JsonIgnoreProperties(ignoreUnknown = true)
public record Expected(
    String format,
    @JsonProperty("input_ids") int[] inputIds,
    float[][] logits,
    int[] argmax,
    Greedy greedy,
    double loss,
    @Nullable Map<Integer, Routing> routing,
    @Nullable Mtp mtp,
    Tolerance tolerance) {

  static final String FILE = "expected.json";
  private static final String FORMAT = "pangu-reference-1";
  private static final long LIMIT = 256L << 20;

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Greedy(@JsonProperty("new_ids") int[] newIds) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Routing(int[][] experts, float[][] weights) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Mtp(
      @JsonProperty("logits_from_hidden_before_final_norm") float[][] raw,
      @JsonProperty("logits_from_hidden_after_final_norm") float[][] normed) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Tolerance(@JsonProperty("max_abs") double maxAbs) {}

  public static Expected read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.isRegularFile(file)) {
        throw new CheckpointException(
            folder + " has no " + FILE + " to verify against; put the reference's outputs there");
      }
      if (Files.size(file) > LIMIT) {
        throw new CheckpointException(
            "%s is larger than %d MiB; verify with a shorter prompt".formatted(file, LIMIT >> 20));
      }
      Expected expected = JsonMapper.shared().readValue(file, Expected.class);
      expected.check(file);
      return expected;
    } catch (IOException | JacksonException e) {
      throw new CheckpointException(
          file + " cannot be read as reference outputs: " + e.getMessage(), e);
    }
  }

  private void check(Path file) {
    if (!FORMAT.equals(format)) {
      throw new CheckpointException(
          "%s must have the format %s, not %s".formatted(file, FORMAT, format));
    }
    if (inputIds == null
        || logits == null
        || argmax == null
        || greedy == null
        || tolerance == null
        || inputIds.length < 2
        || logits.length != inputIds.length
        || argmax.length != inputIds.length) {
      throw new CheckpointException(
          file + " must have input_ids, and logits, argmax, greedy and tolerance for them");
    }
  }
}
