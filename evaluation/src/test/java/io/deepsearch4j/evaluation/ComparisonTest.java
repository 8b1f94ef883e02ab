package io.deepsearch4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void countsOnlyTasksThatBothHaveDone() {
    List<TaskRecord> slow =
        List.of(
            Given.record("slow", "a", true),
            Given.record("slow", "b", true),
            Given.record("slow", "c", false),
            Given.record("slow", "only slow", true));
    List<TaskRecord> fast =
        List.of(
            Given.record("fast", "c", true),
            Given.record("fast", "b", false),
            Given.record("fast", "a", true),
            Given.record("fast", "only fast", true));

    Comparison comparison = Comparison.of("slow", "fast", slow, fast);

    assertThat(comparison).isEqualTo(new Comparison("slow", "fast", 1, 1, 1, 0));
    assertThat(comparison.asked()).isEqualTo(3);
    assertThat(comparison.difference()).isZero();
  }

  @Test
  void givesThePublishedIntervalOfAPairedDifference() {
    // Newcombe 1998, table III: 36, 12, 2, 0 by method 10.
    var comparison = new Comparison("first", "second", 36, 2, 12, 0);

    Interval interval = comparison.interval();

    assertThat(comparison.difference()).isCloseTo(0.2, within(1e-12));
    assertThat(interval.low()).isCloseTo(0.0569, within(5e-5));
    assertThat(interval.high()).isCloseTo(0.3404, within(5e-5));
  }

  @Test
  void swappingTheSettingsTurnsTheIntervalRound() {
    Interval there = new Comparison("a", "b", 36, 2, 12, 7).interval();
    Interval back = new Comparison("b", "a", 36, 12, 2, 7).interval();

    assertThat(back.low()).isCloseTo(-there.high(), within(1e-12));
    assertThat(back.high()).isCloseTo(-there.low(), within(1e-12));
  }

  @Test
  void knowsHowLikelyADifferenceIsByChance() {
    // 2 × (1 + 14 + 91) / 2^14, and 2 × (1 + 5) / 2^5.
    assertThat(chance(2, 12)).isCloseTo(212.0 / 16384, within(1e-12));
    assertThat(chance(4, 1)).isCloseTo(12.0 / 32, within(1e-12));
    assertThat(chance(3, 3)).isEqualTo(1);
    assertThat(chance(0, 0)).isEqualTo(1);
    assertThat(chance(0, 2_000)).isCloseTo(0, within(1e-12));
    assertThat(chance(1_000, 1_000)).isEqualTo(1);
  }

  @Test
  void claimsNothingWithoutCommonTasks() {
    Comparison nothing = Comparison.of("a", "b", List.of(), List.of());

    assertThat(nothing.difference()).isZero();
    assertThat(nothing.interval()).isEqualTo(new Interval(-1, 1));
    assertThat(nothing.chance()).isEqualTo(1);
  }

  private static double chance(int onlyFirst, int onlySecond) {
    return new Comparison("a", "b", 10, onlyFirst, onlySecond, 5).chance();
  }
}
