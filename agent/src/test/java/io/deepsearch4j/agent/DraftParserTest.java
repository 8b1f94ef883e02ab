package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DraftParserTest {
  @Test
  void aMarkBelongsToTheSentenceBeforeIt() {
    List<Draft.Sentence> sentences =
        DraftParser.sentences("It rose to 1.5 m. [E1][E2] It fell again [E3]. Dr. Li saw it.");

    assertThat(sentences)
        .containsExactly(
            new Draft.Sentence("It rose to 1.5 m.", List.of("E1", "E2")),
            new Draft.Sentence("It fell again.", List.of("E3")),
            new Draft.Sentence("Dr. Li saw it.", List.of()));
  }

  @Test
  void chineseSentencesAndMarksAreUnderstood() {
    List<Draft.Sentence> sentences = DraftParser.sentences("塔高330米。[E1]它由铁制成【E2，E3】。");

    assertThat(sentences)
        .containsExactly(
            new Draft.Sentence("塔高330米。", List.of("E1")),
            new Draft.Sentence("它由铁制成。", List.of("E2", "E3")));
  }

  @Test
  void addressesAreTakenOut() {
    Draft draft =
        DraftParser.draft(
            "330 m (https://a.example/x)",
            "See [the page](https://a.example). [E1]",
            0.5,
            List.of());

    assertThat(draft.answer()).isEqualTo("330 m");
    assertThat(draft.sentences().getFirst().text()).doesNotContain("a.example");
  }
}
