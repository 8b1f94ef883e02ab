package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedProviderTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Query RIVERS = Query.of("rivers");
  private static final Searched NOTHING = new Searched.Nothing("engine");
  private static final Searched BROKEN = new Searched.Broken("engine", "failed on its side");

  private final MovingClock clock = new MovingClock(START);
  private final List<Duration> askedAt = new ArrayList<>();
  private Searched answer = NOTHING;

  private final SearchProvider engine =
      new SearchProvider() {
        @Override
        public String name() {
          return "engine";
        }

        @Override
        public Searched search(Query query) {
          askedAt.add(Duration.between(START, clock.instant()));
          return answer;
        }
      };

  @Test
  void waitsForItsTurn() {
    var paced = paced(2, Duration.ofSeconds(10));

    for (int i = 0; i < 5; i++) {
      paced.search(RIVERS);
    }

    assertThat(askedAt).extracting(Duration::toMillis).containsExactly(0L, 0L, 500L, 1000L, 1500L);
  }

  @Test
  void saysHowLongTheTurnIsAwayWhenThatIsTooLong() {
    var paced = paced(0.1, Duration.ofSeconds(1));
    paced.search(RIVERS);

    Searched searched = paced.search(RIVERS);

    assertThat(searched).isEqualTo(new Searched.Throttled("engine", Duration.ofSeconds(10)));
    assertThat(askedAt).hasSize(1);
  }

  @Test
  void leavesAThrottlingEngineAloneAsLongAsItAsks() {
    var paced = paced(5, Duration.ofSeconds(10));
    answer = new Searched.Throttled("engine", Duration.ofSeconds(30));
    paced.search(RIVERS);
    answer = NOTHING;

    assertThat(paced.search(RIVERS)).isInstanceOf(Searched.Throttled.class);
    clock.advance(Duration.ofSeconds(25));
    assertThat(paced.search(RIVERS)).isEqualTo(NOTHING);

    assertThat(askedAt).hasSize(2);
    assertThat(askedAt.getLast()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void comesMoreSlowlyAfterItWasThrottledAndRecovers() {
    var allowance = new Allowance(1, clock);
    allowance.take(Duration.ZERO);
    allowance.throttled(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));

    assertThat(allowance.take(Duration.ofMinutes(1)).delay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(allowance.take(Duration.ofMinutes(1)).delay()).isEqualTo(Duration.ofSeconds(3));

    for (int i = 0; i < 5; i++) {
      allowance.succeeded();
    }
    clock.advance(Duration.ofSeconds(10));
    allowance.take(Duration.ofMinutes(1));
    assertThat(allowance.take(Duration.ofMinutes(1)).delay()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void leavesABrokenEngineAloneForAMinuteAndThenTriesOnce() {
    var paced = paced(100, Duration.ofSeconds(10));
    answer = BROKEN;
    for (int i = 0; i < 6; i++) {
      assertThat(paced.search(RIVERS)).isInstanceOf(Searched.Broken.class);
    }
    assertThat(askedAt).hasSize(3);

    clock.advance(Duration.ofSeconds(61));
    paced.search(RIVERS);
    paced.search(RIVERS);
    assertThat(askedAt).hasSize(4);

    clock.advance(Duration.ofSeconds(61));
    answer = NOTHING;
    assertThat(paced.search(RIVERS)).isEqualTo(NOTHING);
    assertThat(paced.search(RIVERS)).isEqualTo(NOTHING);
  }

  @Test
  void doesNotShowARefusedKeyAgainAndAgain() {
    var paced = paced(100, Duration.ofSeconds(10));
    answer = new Searched.Refused("engine", "set ENGINE_API_KEY");

    paced.search(RIVERS);
    assertThat(paced.search(RIVERS)).isEqualTo(answer);
    assertThat(askedAt).hasSize(1);

    clock.advance(Duration.ofMinutes(11));
    paced.search(RIVERS);
    assertThat(askedAt).hasSize(2);
  }

  @Test
  void doesNotHoldAnEmptyQueryAgainstTheEngine() {
    var paced = paced(100, Duration.ofSeconds(10));
    answer = new Searched.Refused("engine", "the query says nothing to look for");
    paced.search(Query.of("undefined"));
    answer = NOTHING;

    assertThat(paced.search(RIVERS)).isEqualTo(NOTHING);
  }

  @Test
  void doesNotHoldACancellationAgainstTheEngine() {
    var paced = paced(100, Duration.ofSeconds(10));
    answer = BROKEN;
    for (int i = 0; i < 6; i++) {
      Thread.currentThread().interrupt();
      paced.search(RIVERS);
      assertThat(Thread.interrupted()).isTrue();
    }
    answer = NOTHING;

    assertThat(paced.search(RIVERS)).isEqualTo(NOTHING);
  }

  private PacedProvider paced(double perSecond, Duration patience) {
    return new PacedProvider(engine, perSecond, patience, clock, clock::advance);
  }
}
