package io.deepsearch4j.synthesis;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LessonsWishTest {
  @Test
  void nobodyLearnsFromWorldsThatAreForEvaluation() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LessonsWish(8_999, 9_000, 10, 0))
        .withMessageContaining("choose lower ones");
  }

  @Test
  void seedsGoUpwards() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LessonsWish(5, 4, 10, 0));
  }
}
