package io.deepsearch4j.engine.network;

import io.deepsearch4j.engine.network.Network.Piece;
import io.deepsearch4j.engine.network.Network.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Runs the prompt of reference outputs and compares what comes out.
final class Verifier {
  private static final double WEIGHT_TOLERANCE = 1e-4;

  private final Transformer model;
  private final Expected expected;
  private final Map<String, float[]> trace;
  private final List<Verification.Check> checks = new ArrayList<>();

  private long wrongExperts;
  private long routed;
  private double weightDifference;
  private String firstDifference = "";

  /// @param trace values inside the model by place; empty for none
  Verifier(Transformer model, Expected expected, Map<String, float[]> trace) {
    this.model = model;
    this.expected = expected;
    this.trace = trace;
  }

  Verification verify() {
    double loss = prompt();
    if (routed > 0) {
      add("routing, experts", (double) wrongExperts, 0, routed);
      add("routing, weights", weightDifference, WEIGHT_TOLERANCE, routed);
    }
    greedy();
    return new Verification(checks, loss, expected.loss(), firstDifference);
  }

  private void add(String what, double difference, double tolerance, long compared) {
    // NaN must not pass for no difference.
    double known = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    checks.add(new Verification.Check(what, known, tolerance, compared));
  }

  /// The prompt in one pass, watched from inside; then the MTP layer on its states.
  private double prompt() {
    int[] ids = expected.inputIds();
    var comparing = new Comparing();
    model.observe(comparing);
    double loss = 0;
    try (KvCache cache = model.newCache()) {
      Network.Output output = model.run(List.of(new Piece(cache, ids, Rows.ALL)));
      float[] states = Arrays.copyOf(model.states(), ids.length * model.config().width());
      comparing.values("final_norm", model.normed(states), ids.length, model.config().width());
      float[] logits = new float[model.config().vocabulary()];
      double largest = 0;
      int wrong = 0;
      for (int t = 0; t < ids.length; t++) {
        output.logits(0, t, logits);
        largest = Math.max(largest, difference(logits, 0, expected.logits()[t]));
        wrong += Logits.largest(logits) == expected.argmax()[t] ? 0 : 1;
        loss += t + 1 < ids.length ? -Logits.logProbability(logits, ids[t + 1]) : 0;
      }
      add("logits", largest, tolerance(), (long) ids.length * logits.length);
      add("largest logit", wrong, 0, ids.length);
      drafts(ids, states);
    } finally {
      model.observe(Observer.NONE);
    }
    return loss / (ids.length - 1);
  }

  private double tolerance() {
    return expected.tolerance().maxAbs();
  }

  private void drafts(int[] ids, float[] states) {
    Expected.Mtp mtp = expected.mtp();
    if (mtp == null || model.drafter().isEmpty()) {
      return;
    }
    drafts("mtp, state before the final norm", mtp.raw(), ids, states.clone());
    drafts("mtp, state after the final norm", mtp.normed(), ids, model.normed(states));
  }

  private void drafts(String what, float[][] wanted, int[] ids, float[] states) {
    try (KvCache cache = model.newCache()) {
      cache.reserve(ids.length);
      float[] logits = model.drafter().orElseThrow().logits(cache, ids, states);
      double largest = 0;
      int vocabulary = model.config().vocabulary();
      for (int t = 0; t < wanted.length; t++) {
        largest = Math.max(largest, difference(logits, t * vocabulary, wanted[t]));
      }
      add(what, largest, tolerance(), (long) wanted.length * vocabulary);
    }
  }

  /// Token by token over the cache, as in use.
  private void greedy() {
    int[] wanted = expected.greedy().newIds();
    int wrong = 0;
    try (KvCache cache = model.newCache()) {
      int[] next = expected.inputIds();
      float[] logits = new float[model.config().vocabulary()];
      for (int want : wanted) {
        model.run(List.of(new Piece(cache, next, Rows.LAST))).logits(0, 0, logits);
        int token = Logits.largest(logits);
        wrong += token == want ? 0 : 1;
        next = new int[] {token};
      }
    }
    add("greedy", wrong, 0, wanted.length);
  }

  private static double difference(float[] got, int at, float[] wanted) {
    double largest = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs(got[at + i] - wanted[i]));
    }
    return largest;
  }

  /// Holds what passes inside the model against the trace and the routing.
  private final class Comparing implements Observer {
    @Override
    public void values(String place, float[] values, int tokens, int width) {
      float[] wanted = trace.get(place);
      if (wanted == null || !firstDifference.isEmpty()) {
        return;
      }
      double apart = difference(values, 0, wanted);
      if (!(apart <= tolerance())) {
        firstDifference = "%s differs by %.3g".formatted(place, apart);
      }
    }

    @Override
    public void routed(int layer, int token, int[] experts, float[] weights) {
      var all = expected.routing();
      Expected.Routing wanted = all == null ? null : all.get(layer);
      if (wanted == null) {
        return;
      }
      routed += experts.length;
      for (int i = 0; i < experts.length; i++) {
        wrongExperts += experts[i] == wanted.experts()[token][i] ? 0 : 1;
        weightDifference =
            Math.max(weightDifference, Math.abs(weights[i] - wanted.weights()[token][i]));
      }
    }
  }
}
