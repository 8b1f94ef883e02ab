package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final List<Selection.Candidate> CANDIDATES =
      List.of(
          candidate("Paris", 0.9),
          candidate("Lyon", 0.5),
          candidate("lyon", 0.5),
          candidate("Nice", 0.3),
          candidate("nice", 0.3),
          candidate("Nice.", 0.3));

  @Test
  void theBestIsTheMostTrusted() {
    assertThat(taken(Selection.Policy.BEST)).isEqualTo("Paris");
  }

  @Test
  void theWeightedVoteAddsTrustUp() {
    assertThat(taken(Selection.Policy.WEIGHTED)).isEqualTo("Lyon");
  }

  @Test
  void theMajorityCountsHeads() {
    assertThat(taken(Selection.Policy.MAJORITY)).isEqualTo("Nice");
  }

  private static String taken(Selection.Policy policy) {
    return Selection.of(CANDIDATES, policy).draft().answer();
  }

  private static Selection.Candidate candidate(String answer, double score) {
    return new Selection.Candidate(
        "research/0",
        new Draft(answer, List.of(), 0.5, List.of()),
        new Verdict.Supported(List.of(), score));
  }
}
