package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerFormsTest {
  private static final String HOSTILE =
      "<script>alert(1)</script>\" onload='x' [click](javascript:x) `code` \u001b[31mred\u202e";

  @Test
  void textTellsVerdictSourcesAndWhyItIsPartial() {
    String text = AnswerText.of(Reports.partial("one"));

    assertThat(text)
        .contains("Answer one")
        .contains("Sentence one [1] (partly supported: why one)")
        .contains(
            "[1] Title one · Heading one\n    https://a.example/tower?x=1&y=2\n    “Quote one”")
        .contains("Still unknown\n- Unknown one")
        .contains("Partial answer: the limit of 4 tool calls was reached.")
        .contains("No language model was used");
  }

  @Test
  void textNeverCarriesControlCharacters() {
    String text = AnswerText.of(Reports.partial(HOSTILE));

    assertThat(text).doesNotContain("\u001b", "\u202e");
  }
}
