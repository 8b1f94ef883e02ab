package io.deepsearch4j.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TokenEstimateTest {
  @Test
  void countsChineseByCharacterAndTheRestByThreeAndAHalf() {
    assertThat(TokenEstimate.DEFAULT.tokens("深度搜索")).isEqualTo(4);
    assertThat(TokenEstimate.DEFAULT.tokens("sevenletters!!")).isEqualTo(4);
    assertThat(TokenEstimate.DEFAULT.tokens("")).isZero();
  }

  @Test
  void approachesWhatServersCount() {
    TokenEstimate estimate = TokenEstimate.DEFAULT;
    for (int i = 0; i < 40; i++) {
      estimate = estimate.observed(estimate.tokens("x".repeat(3_500)), 1_500);
    }

    assertThat(estimate.ratio()).isCloseTo(1.5, within(0.01));
    assertThat(estimate.tokens("x".repeat(3_500))).isBetween(1_490L, 1_510L);
  }

  @Test
  void learnsNothingFromAnEmptyCount() {
    assertThat(TokenEstimate.DEFAULT.observed(0, 10)).isEqualTo(TokenEstimate.DEFAULT);
    assertThat(TokenEstimate.DEFAULT.observed(10, 0)).isEqualTo(TokenEstimate.DEFAULT);
  }
}
