package io.deepsearch4j.engine.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.deepsearch4j.engine.tensor.Precision;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What the project's own file says about itself, as JSON.
///
/// @param config the text of the release's `config.json`, unchanged
/// @param precision of the matrices; the smaller tensors may be stored more exactly
/// @param tensors in the order of the file
record PackedHeader(
    @JsonProperty(value = "config.json", required = true) String config,
    @JsonProperty(required = true) Precision precision,
    @JsonProperty(required = true) List<Entry> tensors) {
  private static final JsonMapper JSON =
      JsonMapper.builder(JsonInput.FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  PackedHeader {
    tensors = List.copyOf(tensors);
  }

  /// One tensor; what a reader needs to find it without knowing the configuration.
  ///
  /// @param offset from the beginning of the data
  record Entry(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) Precision precision,
      @JsonProperty(required = true) List<Integer> shape,
      @JsonProperty(required = true) long offset,
      @JsonProperty(required = true) long bytes) {
    Entry {
      shape = List.copyOf(shape);
    }
  }

  static PackedHeader of(byte[] config, PackedLayout layout) {
    return new PackedHeader(
        new String(config, StandardCharsets.UTF_8),
        layout.precision(),
        layout.slots().stream().map(PackedLayout.Slot::entry).toList());
  }

  byte[] json() {
    return JSON.writeValueAsBytes(this);
  }

  static PackedHeader parse(byte[] json, String file) {
    try {
      return JSON.readValue(json, PackedHeader.class);
    } catch (JacksonException e) {
      throw new CheckpointException(
          "%s has a broken header (%s); write it anew with: deepsearch model quantize"
              .formatted(file, JsonInput.firstLine(e)),
          e);
    }
  }

  ModelConfig modelConfig(String file) {
    Set<String> names = new HashSet<>();
    tensors.forEach(tensor -> names.add(tensor.name()));
    var asked =
        ModelConfig.parse(
            config.getBytes(StandardCharsets.UTF_8), file + ": its copy of config.json");
    return TensorCheck.settle(asked, names);
  }

  /// Fails unless the tensors are where the configuration wants them.
  void check(PackedLayout layout, String file) {
    List<PackedLayout.Slot> slots = layout.slots();
    for (int i = 0; i < Math.min(slots.size(), tensors.size()); i++) {
      if (!slots.get(i).entry().equals(tensors.get(i))) {
        throw mismatch(file, SafetensorsHeader.shown(tensors.get(i).toString()));
      }
    }
    if (slots.size() != tensors.size()) {
      throw mismatch(file, tensors.size() + " tensors instead of " + slots.size());
    }
  }

  private static CheckpointException mismatch(String file, String what) {
    return new CheckpointException(
        "%s lists %s, which does not follow from its configuration; write it anew with: deepsearch model quantize"
            .formatted(file, what));
  }
}
