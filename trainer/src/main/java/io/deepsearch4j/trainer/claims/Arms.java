package io.deepsearch4j.trainer.claims;

import io.deepsearch4j.engine.checkpoint.ModelConfig.Attention;
import io.deepsearch4j.trainer.Balancing;
import io.deepsearch4j.trainer.ModelDesign;
import io.deepsearch4j.trainer.ModelDesign.ClosingGains;
import io.deepsearch4j.trainer.ModelDesign.HeadNorm;
import io.deepsearch4j.trainer.claims.Arm.Rounding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// All ways to train of a scale, by name. Experiments share them: [#BASE] is one side of most.
final class Arms {
  static final String BASE = "base";
  static final String NO_SINKS = "sinks-none";
  static final String SINK_KEYS = "sinks-keys";
  static final String QK_NORM = "norm-qk";
  static final String NO_NORM = "norm-none";
  static final String FULL_ROTATION = "rotation-full";
  static final String PREDECESSOR = "rotation-predecessor";
  static final String UNCENTRED = "balance-adaptive-uncentred";
  static final String AUXILIARY = "balance-auxiliary";
  static final String SCALED = "scaled";
  static final String PLAIN = "plain";
  static final String OFF = "off";

  private static final double ADAPTIVE_STEP = 0.01;
  private static final float AUXILIARY_WEIGHT = 0.01f;
  private static final Balancing ADAPTIVE = Balancing.adaptive(ADAPTIVE_STEP).withCentring();

  private final Scale scale;
  private final Map<String, Arm> all = new LinkedHashMap<>();

  private Arms(Scale scale) {
    this.scale = scale;
  }

  /// The fixed steps that are tried, each as its arm's name.
  static List<String> fixed() {
    return List.of("balance-fixed-0.001", "balance-fixed-0.003", "balance-fixed-0.01");
  }

  static String deep(int depth, String gains) {
    return "depth-" + depth + "-" + gains;
  }

  static Arms of(Scale scale) {
    var arms = new Arms(scale);
    arms.attention();
    arms.balance();
    scale.depths().forEach(arms::depth);
    return arms;
  }

  Arm named(String name) {
    return Objects.requireNonNull(all.get(name), name);
  }

  private void attention() {
    add(BASE, "the published design", design -> design, ADAPTIVE, Rounding.INT8_AND_INT4);
    add(
        NO_SINKS,
        "no sinks",
        design -> design.withSinks(0, false),
        ADAPTIVE,
        Rounding.INT8_AND_INT4);
    add(
        SINK_KEYS,
        "sinks with keys alone",
        design ->
            design.withSinks(((Attention.Grouped) design.config().attention()).sinks(), false),
        ADAPTIVE,
        Rounding.INT8_AND_INT4);
    add(
        QK_NORM,
        "QK-Norm",
        design -> design.withHeadNorm(HeadNorm.QUERIES_AND_KEYS),
        ADAPTIVE,
        Rounding.NONE);
    add(
        NO_NORM,
        "neither normed",
        design -> design.withHeadNorm(HeadNorm.NONE),
        ADAPTIVE,
        Rounding.NONE);
    add(
        FULL_ROTATION,
        "the whole head rotates",
        design -> design.withRotated(design.config().attention().keyWidth()),
        ADAPTIVE,
        Rounding.NONE);
    add(PREDECESSOR, "the predecessor's heads", Predecessor::of, ADAPTIVE, Rounding.NONE);
  }

  private void balance() {
    for (String name : fixed()) {
      String step = name.substring(name.lastIndexOf('-') + 1);
      add(
          name,
          "fixed sign, step " + step,
          design -> design,
          Balancing.fixed(Double.parseDouble(step)).withCentring(),
          Rounding.NONE);
    }
    add(
        UNCENTRED,
        "adaptive, not re-centred",
        design -> design,
        Balancing.adaptive(ADAPTIVE_STEP),
        Rounding.NONE);
    add(
        AUXILIARY,
        "auxiliary loss, weight " + AUXILIARY_WEIGHT,
        design -> design,
        Balancing.auxiliaryLoss(AUXILIARY_WEIGHT),
        Rounding.NONE);
  }

  private void depth(int depth) {
    deep(depth, SCALED, "depth-scaled", design -> design);
    deep(depth, PLAIN, "gains of 1", design -> design.withClosingGains(ClosingGains.ONE));
    deep(depth, OFF, "no closing norms", design -> design.withSandwichNorm(false));
  }

  /// Without experts, so that nothing but depth and the closing norms differs.
  private void deep(int depth, String gains, String title, UnaryOperator<ModelDesign> change) {
    String name = deep(depth, gains);
    all.put(
        name,
        new Arm(
            name,
            depth + " layers, " + title,
            depth,
            scale.deepTokens(),
            design -> change.apply(design.withoutExperts()),
            Balancing.NONE,
            Rounding.NONE));
  }

  private void add(
      String name,
      String title,
      UnaryOperator<ModelDesign> change,
      Balancing balancing,
      Rounding rounding) {
    all.put(
        name, new Arm(name, title, scale.layers(), scale.tokens(), change, balancing, rounding));
  }
}
