package io.deepsearch4j.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GemmCheckTest {

  @Test
  void theLibraryThatTestsRunOnIsFast() {
    GemmCheck check = GemmCheck.measure();

    assertThat(check.loop()).isPositive();
    assertThatCode(check::require).doesNotThrowAnyException();
  }

  @Test
  void aSlowLibraryIsASentence() {
    assertThatThrownBy(() -> new GemmCheck(3, 2).require())
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("3.0 GFLOP/s and a plain loop 2.0");
  }
}
