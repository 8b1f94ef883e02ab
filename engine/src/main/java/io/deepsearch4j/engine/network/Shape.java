package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Models without weights, to measure with random ones.
public enum Shape {
  /// A dense model of half a billion parameters.
  DENSE("dense-0.5b"),
  /// Two billion parameters in 80 experts, 8 of them chosen, with all that the V2 family has.
  EXPERTS("moe-2b"),
  /// The same with dense layers of the size that one token meets in [#EXPERTS].
  EXPERTS_TWIN("moe-2b-dense-twin"),
  /// openPangu-R-72B as published.
  R_72B("r-72b");

  private final String published;

  Shape(String published) {
    this.published = published;
  }

  public String published() {
    return published;
  }

  public static Shape named(String name) {
    return Arrays.stream(values())
        .filter(shape -> shape.published.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no shape \"%s\"; choose one of: %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Shape::published)
                                .collect(Collectors.joining(", ")))));
  }

  /// The text of its `config.json`.
  public byte[] json() {
    try (InputStream in = Shape.class.getResourceAsStream("shapes/" + published + ".json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ModelConfig config() {
    return ModelConfig.parse(json(), published);
  }
}
