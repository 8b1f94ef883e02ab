package io.deepsearch4j.web;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One engine, asked no more often than it bears: waits for its turn, leaves it alone while it is
/// broken, and does not show it a refused key again and again.
final class PacedProvider implements SearchProvider {
  private static final Duration REST = Duration.ofMinutes(1);
  private static final Duration REFUSAL_HOLDS = Duration.ofMinutes(10);

  private record Refusal(Searched.Refused refused, Instant until) {}

  private final SearchProvider engine;
  private final Allowance allowance;
  private final CircuitBreaker breaker;
  private final Duration patience;
  private final Clock clock;
  private final Pause pause;
  private volatile @Nullable Refusal refusal;

  PacedProvider(
      SearchProvider engine, double perSecond, Duration patience, Clock clock, Pause pause) {
    this.engine = engine;
    this.allowance = new Allowance(perSecond, clock);
    this.breaker = breaker(engine.name(), clock);
    this.patience = patience;
    this.clock = clock;
    this.pause = pause;
  }

  /// Three failures of the last five open it; a minute later one search tries again.
  private static CircuitBreaker breaker(String name, Clock clock) {
    return CircuitBreaker.of(
        name,
        CircuitBreakerConfig.custom()
            .slidingWindow(5, 3, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .failureRateThreshold(60)
            .waitDurationInOpenState(REST)
            .permittedNumberOfCallsInHalfOpenState(1)
            .clock(clock)
            .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
            .build());
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public Searched search(Query query) {
    Refusal last = refusal;
    if (last != null && clock.instant().isBefore(last.until())) {
      return last.refused();
    }
    try {
      breaker.acquirePermission();
    } catch (CallNotPermittedException _) {
      return new Searched.Broken(
          name(), "failed several times in a row and is left alone for a minute");
    }
    boolean told = false;
    try {
      Allowance.Turn turn = allowance.take(patience);
      if (!turn.granted()) {
        return new Searched.Throttled(name(), turn.delay());
      }
      pause.sleep(turn.delay());
      Searched searched = engine.search(query);
      if (!Thread.currentThread().isInterrupted()) {
        told = true;
        learn(query, searched);
      }
      return searched;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Searched.Broken(name(), "the search was cancelled");
    } finally {
      if (!told) {
        breaker.releasePermission();
      }
    }
  }

  private void learn(Query query, Searched searched) {
    switch (searched) {
      case Searched.Found _, Searched.Nothing _ -> {
        allowance.succeeded();
        works();
      }
      case Searched.Throttled(var _, var retryAfter) -> {
        allowance.throttled(retryAfter);
        works();
      }
      case Searched.Refused refused -> {
        if (QueryText.objection(query).isEmpty()) {
          refusal = new Refusal(refused, clock.instant().plus(REFUSAL_HOLDS));
        }
        works();
      }
      case Searched.Broken(var _, var why) ->
          breaker.onError(0, TimeUnit.MILLISECONDS, new WebException(why));
    }
  }

  private void works() {
    breaker.onSuccess(0, TimeUnit.MILLISECONDS);
  }
}
