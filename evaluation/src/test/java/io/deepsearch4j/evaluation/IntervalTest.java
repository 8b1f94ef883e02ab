package io.deepsearch4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Wilson's interval against values worked out by hand from its formula.
class IntervalTest {
  @Test
  void agreesWithValuesWorkedOutByHand() {
    isAbout(Interval.wilson(180, 200), 0.8506, 0.9343);
    isAbout(Interval.wilson(50, 100), 0.4038, 0.5962);
    isAbout(Interval.wilson(1, 10), 0.0179, 0.4042);
    isAbout(Interval.wilson(77, 105), 0.6416, 0.8086);
  }

  @Test
  void isOneSidedWhereAllOrNoneIsRight() {
    isAbout(Interval.wilson(0, 10), 0, 0.2775);
    isAbout(Interval.wilson(10, 10), 0.7225, 1);
    assertThat(Interval.wilson(0, 10).low()).isZero();
    assertThat(Interval.wilson(10, 10).high()).isEqualTo(1);
  }

  @Test
  void knowsNothingWhereNothingWasAsked() {
    assertThat(Interval.wilson(0, 0)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void refusesMoreRightAnswersThanQuestions() {
    assertThatIllegalArgumentException().isThrownBy(() -> Interval.wilson(3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> Interval.wilson(-1, 2));
  }

  private static void isAbout(Interval interval, double low, double high) {
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }
}
