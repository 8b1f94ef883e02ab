package io.deepsearch4j.trainer.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepsearch4j.trainer.claims.Verdict.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void aGainBeyondWhatSeedsExplainHolds() {
    var verdict = Verdict.of(List.of(1.0, 1.1, 0.9), List.of(2.0, 2.1, 1.9), 0);

    assertThat(verdict.outcome()).isEqualTo(Outcome.HOLDS);
    assertThat(verdict.gain()).isEqualTo(1, within(1e-12));
    // 2.776 * sqrt(0.01 / 3 + 0.01 / 3)
    assertThat(verdict.noise()).isEqualTo(0.22666, within(1e-5));
  }

  @Test
  void theOppositeBeyondWhatSeedsExplainFails() {
    var verdict = Verdict.of(List.of(2.0, 2.1, 1.9), List.of(1.0, 1.1, 0.9), 0);

    assertThat(verdict.outcome()).isEqualTo(Outcome.FAILS);
  }

  @Test
  void aDifferenceThatSeedsExplainIsNoise() {
    var verdict = Verdict.of(List.of(1.0, 2.0, 3.0), List.of(1.2, 2.2, 3.2), 0);

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOISE);
  }

  @Test
  void noDifferenceAtAllIsNoise() {
    var verdict = Verdict.of(List.of(0.0, 0.0), List.of(0.0, 0.0), 0);

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOISE);
  }

  @Test
  void aMarginForgivesALittleMore() {
    List<Double> slightlyMore = List.of(1.01, 1.0101, 1.0099);
    List<Double> other = List.of(1.0, 1.0001, 0.9999);

    assertThat(Verdict.of(slightlyMore, other, 0).outcome()).isEqualTo(Outcome.FAILS);
    assertThat(Verdict.of(slightlyMore, other, 0.02).outcome()).isEqualTo(Outcome.HOLDS);
  }

  @Test
  void oneSeedIsNoMeasurement() {
    assertThatThrownBy(() -> Verdict.of(List.of(1.0), List.of(2.0, 2.0), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two seeds");
  }
}
