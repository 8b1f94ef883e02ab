package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void findsTheNameThatWasMeant() {
    assertThat(Nearest.to("--sorce", List.of("--site", "--source"))).contains("--source");
    assertThat(Nearest.to("agent.maxsteps", List.of("agent.max-steps", "agent.window")))
        .contains("agent.max-steps");
  }

  @Test
  void staysSilentWhereNothingIsNear() {
    assertThat(Nearest.to("zebra", List.of("--source", "--site"))).isEmpty();
    assertThat(Nearest.to("x".repeat(100_000), List.of("--source"))).isEmpty();
  }

  @Test
  void countsTwoSwappedLettersAsOneMistake() {
    assertThat(Nearest.distance("serach", "search")).isEqualTo(1);
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
  }
}
