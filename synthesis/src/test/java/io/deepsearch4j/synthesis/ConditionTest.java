package io.deepsearch4j.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.practice.Relation;
import org.junit.jupiter.api.Test;

class ConditionTest {
  @Test
  void readsAPlaceAndAYear() {
    assertThat(Condition.read("based Tugex founded 1935"))
        .containsExactly(
            new Condition(Relation.HEADQUARTERS, "Tugex"), new Condition(Relation.FOUNDED, "1935"));
  }

  @Test
  void holdsThePartsOfADecadeInBothLanguages() {
    assertThat(new Condition(Relation.BORN, "early 1960s").holds(1963)).isTrue();
    assertThat(new Condition(Relation.BORN, "early 1960s").holds(1964)).isFalse();
    assertThat(new Condition(Relation.BORN, "mid-1960s").holds(1964)).isTrue();
    assertThat(new Condition(Relation.BORN, "20世纪60年代末期").holds(1969)).isTrue();
    assertThat(new Condition(Relation.BORN, "2000年代初期").holds(2001)).isTrue();
    assertThat(new Condition(Relation.BORN, "long ago").holds(1969)).isFalse();
  }
}
