package io.deepsearch4j.server;

import io.deepsearch4j.agent.Call;
import io.deepsearch4j.agent.CallKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// Every call that a run made outside: what, when, how long, at what cost. What was asked and what
/// came back is in the steps and in the page store.
record TraceView(List<CallView> calls) {

  /// One call.
  ///
  /// @param repeated it was begun before and its process died
  record CallView(
      String key,
      CallKind kind,
      String episode,
      String role,
      String requestSha256,
      boolean done,
      boolean repeated,
      long promptTokens,
      long completionTokens,
      BigDecimal cost,
      Instant started,
      long millis) {
    private static CallView of(Call call) {
      return new CallView(
          call.key(),
          call.kind(),
          call.episode(),
          call.role(),
          call.requestSha256(),
          call.done(),
          call.repeated(),
          call.usage().prompt(),
          call.usage().completion(),
          call.cost(),
          call.started(),
          call.millis());
    }
  }

  static TraceView of(List<Call> calls) {
    return new TraceView(calls.stream().map(CallView::of).toList());
  }
}
