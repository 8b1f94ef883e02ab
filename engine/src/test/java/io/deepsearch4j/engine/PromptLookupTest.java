package io.deepsearch4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromptLookupTest {
  @Test
  void draftsWhatFollowedTheSameTokens() {
    var tokens = new TokenList(new int[] {7, 1, 2, 3, 4, 5, 9, 1, 2, 3});

    assertThat(PromptLookup.draft(tokens, 2)).containsExactly(4, 5);
  }

  @Test
  void prefersThePlaceThatIsAlikeForLongest() {
    var tokens = new TokenList(new int[] {5, 1, 2, 8, 6, 1, 2, 9, 5, 1, 2});

    assertThat(PromptLookup.draft(tokens, 1)).containsExactly(8);
  }

  @Test
  void prefersTheLatestOfPlacesThatAreEquallyAlike() {
    var tokens = new TokenList(new int[] {1, 2, 8, 1, 2, 9, 3, 1, 2});

    assertThat(PromptLookup.draft(tokens, 1)).containsExactly(9);
  }

  @Test
  void draftsNothingWhereASingleTokenIsAlike() {
    var tokens = new TokenList(new int[] {3, 2, 8, 4, 2});

    assertThat(PromptLookup.draft(tokens, 4)).isEmpty();
  }

  @Test
  void repeatsARun() {
    var tokens = new TokenList(new int[] {4, 4, 4, 4});

    assertThat(PromptLookup.draft(tokens, 3)).containsExactly(4);
  }
}
