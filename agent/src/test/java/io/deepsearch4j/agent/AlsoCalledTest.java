package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlsoCalledTest {
  private static final String QUESTION = "What was the output of Orlen Province in 2021?";
  private static final Finding.OtherName NAME = new Finding.OtherName("Orlen Province", "青禾省");

  @Test
  void takesOffTheNoteItWrote() {
    String noted = AlsoCalled.note(QUESTION, NAME);

    AlsoCalled called = AlsoCalled.of(noted);

    assertThat(called.question()).isEqualTo(QUESTION);
    assertThat(called.names()).containsExactly(NAME);
  }

  @Test
  void leavesABracketOfTheQuestionAlone() {
    String question = "What is Orlen Tide (the company)?";

    assertThat(AlsoCalled.of(question).question()).isEqualTo(question);
  }

  @Test
  void letsAPageCallTheThingByItsOtherName() {
    Asked asked = Asked.of(AlsoCalled.note(QUESTION, NAME));

    Need name = asked.needs(Need.Kind.NAME).getFirst();

    assertThat(name.text()).isEqualTo("Orlen Province");
    assertThat(name.in(Folded.of("青禾省2021年产量"))).isGreaterThan(0.9);
  }

  @Test
  void takesNoUnitInBracketsForAName() {
    assertThat(AlsoCalled.isName(new Finding.OtherName("青禾仪器", "EUR million"))).isFalse();
    assertThat(AlsoCalled.isName(new Finding.OtherName("青禾仪器", "EUR"))).isFalse();
    assertThat(AlsoCalled.isName(new Finding.OtherName("Orlen Tide", "百万元"))).isFalse();
  }

  @Test
  void takesANameInTheOtherScript() {
    assertThat(AlsoCalled.isName(new Finding.OtherName("青禾仪器", "Orlen Tide"))).isTrue();
    assertThat(AlsoCalled.isName(NAME)).isTrue();
  }
}
