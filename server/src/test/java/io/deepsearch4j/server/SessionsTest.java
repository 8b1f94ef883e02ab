package io.deepsearch4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final Sessions sessions =
      new Sessions(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new Random(1));

  @Test
  void manyBrowsersOfOneCallerKeepNobodyElseOut() {
    String first = sessions.open(new Caller("ada", ""));
    for (int i = 0; i < 2_000; i++) {
      sessions.open(new Caller("ada", ""));
    }

    String bob = sessions.open(new Caller("bob", ""));

    assertThat(sessions.caller(bob)).isPresent();
    assertThat(sessions.caller(first)).isEmpty();
  }
}
