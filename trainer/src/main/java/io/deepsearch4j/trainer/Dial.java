package io.deepsearch4j.trainer;

import io.deepsearch4j.engine.checkpoint.ModelConfig;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Architecture;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.engine.checkpoint.ModelConfig.Experts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The one dial of training, `training.depth`: it derives every number of a model and of its run.
///
/// Depth 4 is nano-R. A deeper model is wider in proportion, keeps its number of experts, reads as
/// far, and learns at a lower rate from larger steps.
///
/// @param depth number of layers
/// @param values every derived value, or what overrides it, by its name below `training.`
public record Dial(int depth, Map<String, String> values) {
  private static final int DEEPEST = 64;
  private static final int HEAD = 32;

  public Dial {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Dial of(int depth) {
    return of(depth, Map.of());
  }

  /// @param overrides values that take the place of derived ones, by name
  /// @throws TrainerException when a name is unknown or a value makes no model
  public static Dial of(int depth, Map<String, String> overrides) {
    if (depth < 2 || depth > DEEPEST) {
      throw new TrainerException(
          "training.depth must be from 2 to %d, not %d".formatted(DEEPEST, depth));
    }
    Map<String, String> values = derived(depth);
    for (var override : new TreeMap<>(overrides).entrySet()) {
      if (values.replace(override.getKey(), override.getValue()) == null) {
        throw new TrainerException(
            "training.%s is unknown; there are %s"
                .formatted(override.getKey(), String.join(", ", values.keySet())));
      }
    }
    var dial = new Dial(depth, values);
    dial.design(16, 0, List.of(1)); // a value that makes no model shows itself here
    dial.run(1);
    return dial;
  }

  private static Map<String, String> derived(int depth) {
    int width = 32 * depth;
    double scale = Math.sqrt(128.0 / width);
    int batch = 1024 * depth;
    var values = new LinkedHashMap<String, String>();
    values.put("width", "" + width);
    values.put("heads", "" + width / HEAD);
    values.put("groups", "" + groups(width / HEAD));
    values.put("key-width", "48");
    values.put("rotated", "16");
    values.put("value-width", "" + HEAD);
    values.put("sinks", "8");
    values.put("dense-width", "" + 3 * width);
    values.put("dense-layers", "1");
    values.put("experts", "80");
    values.put("chosen", "8");
    values.put("expert-width", "" + width / 4);
    values.put("shared-width", "" + width / 2);
    values.put("rotation-base", "10000");
    values.put("positions", "1024");
    values.put("tokens", "" + Math.round(100e6 * depth * depth / 16));
    values.put("first-batch", "" + batch / 2);
    values.put("first-tokens", "1500000");
    values.put("batch", "" + batch);
    values.put("pass-tokens", "2560");
    values.put("muon-rate", rounded(0.01 * scale));
    values.put("adam-rate", rounded(0.006 * scale));
    values.put("weight-decay", "0.02");
    values.put("clip", "2");
    values.put("warm-up", "50");
    values.put("decay", "0.45");
    values.put("floor", "0.02");
    values.put("balancing", "adaptive");
    values.put("balancing-step", "0.01");
    values.put("context-first", "1");
    values.put("context-last", "0.2");
    values.put("context-tokens", "6000000");
    values.put("context-share", "0.5");
    values.put("target-weight", "1");
    values.put("decision-weight", "2");
    values.put("order", "shuffled");
    values.put("shards", "2");
    values.put("checkpoint-steps", "500");
    return values;
  }

  /// At least two heads share their keys, if their number lets them.
  private static int groups(int heads) {
    int groups = heads / 2;
    while (heads % groups != 0) {
      groups--;
    }
    return groups;
  }

  private static String rounded(double rate) {
    return Double.toString(Math.round(rate * 1e6) / 1e6);
  }

  /// The model.
  ///
  /// @param begin token that begins a text; -1 for none
  /// @param end tokens that end a reply
  public ModelDesign design(int vocabulary, int begin, List<Integer> end) {
    try {
      return ModelDesign.of(config(vocabulary, begin, end));
    } catch (IllegalArgumentException e) {
      throw new TrainerException(
          "these settings of training make no model: %s; change them or leave them to training.depth"
              .formatted(e.getMessage()),
          e);
    }
  }

  private ModelConfig config(int vocabulary, int begin, List<Integer> end) {
    int dense = whole("dense-layers");
    var denseLayers = new java.util.TreeSet<Integer>();
    for (int layer = 0; layer < Math.min(dense, depth); layer++) {
      denseLayers.add(layer);
    }
    return new ModelConfig(
        Architecture.V2,
        vocabulary,
        whole("width"),
        depth,
        0,
        new Attention.Grouped(
            whole("heads"),
            whole("groups"),
            whole("key-width"),
            whole("value-width"),
            whole("rotated"),
            true,
            true,
            whole("sinks"),
            whole("sinks") > 0,
            false,
            false),
        whole("dense-width"),
        Set.copyOf(denseLayers),
        new Experts(
            whole("experts"),
            whole("chosen"),
            whole("expert-width"),
            whole("shared-width"),
            true,
            1,
            true),
        true,
        1e-5f,
        number("rotation-base"),
        true,
        whole("positions"),
        false,
        begin,
        end);
  }

  /// How it learns.
  public TrainingConfig run(long seed) {
    try {
      return new TrainingConfig(
          wholeLong("tokens"),
          whole("first-batch"),
          whole("batch"),
          wholeLong("first-tokens"),
          whole("pass-tokens"),
          number("muon-rate"),
          number("adam-rate"),
          number("weight-decay"),
          number("clip"),
          new Schedule(whole("warm-up"), number("decay"), number("floor")),
          balancing(),
          new TokenWeights(
              (float) number("context-first"),
              (float) number("context-last"),
              wholeLong("context-tokens"),
              number("context-share"),
              (float) number("target-weight"),
              (float) number("decision-weight")),
          order(),
          whole("shards"),
          whole("checkpoint-steps"),
          seed);
    } catch (IllegalArgumentException e) {
      throw new TrainerException("these settings of training make no run: " + e.getMessage(), e);
    }
  }

  private Balancing balancing() {
    double step = number("balancing-step");
    return switch (text("balancing")) {
      case "none" -> Balancing.NONE;
      case "auxiliary-loss" -> Balancing.auxiliaryLoss((float) step);
      case "fixed" -> Balancing.fixed(step).withCentring();
      case "adaptive" -> Balancing.adaptive(step).withCentring();
      default ->
          throw new IllegalArgumentException(
              "training.balancing must be none, auxiliary-loss, fixed or adaptive, not "
                  + text("balancing"));
    };
  }

  private TrainingConfig.Order order() {
    return switch (text("order")) {
      case "shuffled" -> TrainingConfig.Order.SHUFFLED;
      case "as-written" -> TrainingConfig.Order.AS_WRITTEN;
      default ->
          throw new IllegalArgumentException(
              "training.order must be shuffled or as-written, not " + text("order"));
    };
  }

  private String text(String name) {
    return java.util.Objects.requireNonNull(values.get(name), name);
  }

  private int whole(String name) {
    long value = wholeLong(name);
    if (value < 0 || value > 1 << 24) {
      throw new TrainerException(
          "training.%s must be from 0 to %d, not %d".formatted(name, 1 << 24, value));
    }
    return (int) value;
  }

  private long wholeLong(String name) {
    try {
      return Long.parseLong(text(name).replace("_", ""));
    } catch (NumberFormatException e) {
      throw new TrainerException(
          "training.%s must be a whole number, not %s".formatted(name, text(name)), e);
    }
  }

  private double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw new TrainerException(
          "training.%s must be a number, not %s".formatted(name, text(name)), e);
    }
  }
}
