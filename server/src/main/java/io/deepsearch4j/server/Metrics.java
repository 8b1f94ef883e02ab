package io.deepsearch4j.server;

import io.deepsearch4j.agent.Observation;
import io.deepsearch4j.agent.RunException;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Spent;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.web.Searched;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What happens here, in numbers that Prometheus reads. Names and labels are from closed lists:
/// nothing that anybody typed becomes a label. Steps, tokens and money are those of the runs that
/// this process works on; states and queue are those of the store. Safe to share between threads.
final class Metrics {
  private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Metrics(RunStore store, Audience audience) {
    for (RunState state : RunState.values()) {
      Gauge.builder("deepsearch.runs", () -> count(store, state))
          .description("Runs in the store by state")
          .tag("state", word(state))
          .register(registry);
    }
    Gauge.builder("deepsearch.event.streams", audience::seats)
        .description("Event streams that are open")
        .register(registry);
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/metrics", "metrics", "Numbers for Prometheus.", Route.Anything.class, this::send)
            .answering(new Route.Good(200, "text/plain", Route.Anything.class))
            .openTo(Route.Access.OWNER));
  }

  private void send(Exchange exchange) throws IOException {
    exchange.answer(200, MEDIA_TYPE, Exchange.utf8(registry.scrape()));
  }

  /// Counts an answer.
  void answered(Route route, int status, long nanos) {
    Timer.builder("deepsearch.http.requests")
        .description("Answers by operation and status")
        .tag("operation", route.name())
        .tag("status", String.valueOf(status))
        .register(registry)
        .record(Duration.ofNanos(nanos));
  }

  /// Counts a step of a run that this process works on.
  void step(Step step) {
    Timer.builder("deepsearch.steps")
        .description("Steps and the active time they took")
        .tag("kind", kind(step))
        .register(registry)
        .record(Duration.ofMillis(step.spent().millis()));
    spent(step.spent());
    if (step instanceof Step.Acted(_, _, Observation.Hits(var results), _, _)) {
      results.forEach(result -> searched(result.outcome()));
    }
  }

  private void spent(Spent spent) {
    for (var tokens :
        Map.of(
                "prompt", spent.usage().prompt(),
                "cached", spent.usage().cached(),
                "completion", spent.usage().completion(),
                "reasoning", spent.usage().reasoning())
            .entrySet()) {
      registry.counter("deepsearch.tokens", "kind", tokens.getKey()).increment(tokens.getValue());
    }
    registry.counter("deepsearch.money").increment(spent.money().doubleValue());
    registry.counter("deepsearch.calls", "kind", "model").increment(spent.modelCalls());
    registry.counter("deepsearch.calls", "kind", "tool").increment(spent.toolCalls());
  }

  private void searched(Searched outcome) {
    String word =
        switch (outcome) {
          case Searched.Found _ -> "found";
          case Searched.Nothing _ -> "nothing";
          case Searched.Throttled _ -> "throttled";
          case Searched.Refused _ -> "refused";
          case Searched.Broken _ -> "broken";
        };
    registry.counter("deepsearch.searches", "outcome", word).increment();
  }

  // A store that is out of reach for a moment leaves a gap in the curve.
  private static double count(RunStore store, RunState state) {
    try {
      return store.counts().getOrDefault(state, 0);
    } catch (RunException _) {
      return Double.NaN;
    }
  }

  static String kind(Step step) {
    return word(step.getClass().getSimpleName());
  }

  private static String word(Enum<?> one) {
    return word(one.name());
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
