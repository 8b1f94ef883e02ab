package io.deepsearch4j.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PolitenessTest {
  private final TestClock clock = new TestClock();
  private final Politeness politeness = new Politeness(WebConfig.DEFAULT, clock, clock);

  private void visit(String host, Duration crawlDelay) throws InterruptedException {
    try (var _ = politeness.turn(host, crawlDelay)) {
      clock.advance(Duration.ofMillis(100));
    }
  }

  @Test
  void sendsOneRequestASecondToAHost() throws InterruptedException {
    visit("a.example", Duration.ZERO);
    visit("a.example", Duration.ZERO);
    visit("a.example", Duration.ZERO);

    assertThat(clock.pauses()).containsExactly(Duration.ofMillis(900), Duration.ofMillis(900));
  }

  @Test
  void doesNotLetOneHostWaitForAnother() throws InterruptedException {
    visit("a.example", Duration.ZERO);
    visit("b.example", Duration.ZERO);

    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void doesNotWaitForAHostThatHasRested() throws InterruptedException {
    visit("a.example", Duration.ZERO);
    clock.advance(Duration.ofSeconds(5));
    visit("a.example", Duration.ZERO);

    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void heedsTheLongerOfItsOwnPaceAndTheHosts() throws InterruptedException {
    visit("a.example", Duration.ofSeconds(3));
    visit("a.example", Duration.ofMillis(10));
    visit("a.example", Duration.ZERO);

    assertThat(clock.pauses()).containsExactly(Duration.ofMillis(2_900), Duration.ofMillis(900));
  }

  @Test
  void letsTwoRequestsBeUnderWayAtOnceAndNoMore() throws InterruptedException {
    var held = politeness.turn("a.example", Duration.ZERO);
    var alsoHeld = politeness.turn("a.example", Duration.ZERO);
    var passed = new AtomicInteger();
    Thread third =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (var _ = politeness.turn("a.example", Duration.ZERO)) {
                    passed.incrementAndGet();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    while (third.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    assertThat(passed).hasValue(0);
    held.close();
    third.join();
    assertThat(passed).hasValue(1);
    alsoHeld.close();
  }

  @Test
  void givesItsPlaceBackWhenInterrupted() throws InterruptedException {
    var stubborn =
        new Politeness(
            WebConfig.DEFAULT,
            clock,
            _ -> {
              throw new InterruptedException();
            });
    stubborn.turn("a.example", Duration.ZERO).close();

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> stubborn.turn("a.example", Duration.ZERO))
          .isInstanceOf(InterruptedException.class);
    }

    clock.advance(Duration.ofMinutes(1));
    stubborn.turn("a.example", Duration.ZERO).close();
  }
}
