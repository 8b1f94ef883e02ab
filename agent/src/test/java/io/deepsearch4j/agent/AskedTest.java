package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How many employees did Orlen Tide have in 2021?|NUMBER",
        "What was the revenue of Orlen Tide in 2021?|MONEY",
        "What percentage of Orlen Tide's sales came from pumps?|PERCENT",
        "In which year was Orlen Tide founded?|YEAR",
        "On which day was the merger completed?|DATE",
        "Who leads Orlen Tide?|PERSON",
        "Who acquired Orlen Tide?|ORGANISATION",
        "Where is the head office of Orlen Tide?|PLACE",
        "Which paper cites it?|TITLE",
        "青禾仪器2021年的营业收入是多少?|MONEY",
        "青禾仪器的首席执行官是谁?|PERSON",
        "青禾仪器成立于哪一年?|YEAR",
        "青禾仪器的总部在哪座城市?|PLACE"
      })
  void tellsTheTypeOfTheAnswer(String question, AnswerType type) {
    assertThat(Asked.of(question).type()).isEqualTo(type);
  }

  @Test
  void takesAnEnglishQuestionApart() {
    Asked asked = Asked.of("What was the revenue of the Pumps segment of Orlen Tide AG in 2022?");

    assertThat(texts(asked, Need.Kind.NAME)).containsExactly("Pumps", "Orlen Tide AG");
    assertThat(texts(asked, Need.Kind.YEAR)).containsExactly("2022");
    assertThat(texts(asked, Need.Kind.ATTRIBUTE)).containsExactly("revenue");
  }

  @Test
  void takesAChineseQuestionApart() {
    Asked asked = Asked.of("青禾仪器2021年的净利润是多少?");

    assertThat(texts(asked, Need.Kind.NAME)).containsExactly("青禾仪器");
    assertThat(texts(asked, Need.Kind.YEAR)).containsExactly("2021");
    assertThat(texts(asked, Need.Kind.ATTRIBUTE)).containsExactly("净利润");
  }

  @Test
  void keepsAQuotedTitleWhole() {
    Asked asked = Asked.of("Who wrote “Tides and How to Live with Them”?");

    assertThat(texts(asked, Need.Kind.NAME)).containsExactly("Tides and How to Live with Them");
  }

  @Test
  void tellsNearDuplicateNamesApart() {
    Need name = Asked.of("Who leads Orlen Tide?").needs(Need.Kind.NAME).getFirst();

    assertThat(name.in(Folded.of("The Orlen Tide group"))).isEqualTo(1);
    assertThat(name.in(Folded.of("The Orlan Tide group"))).isZero();
    assertThat(name.in(Folded.of("The Orlen Tides group"))).isZero();
  }

  private static List<String> texts(Asked asked, Need.Kind kind) {
    return asked.needs(kind).stream().map(Need::text).toList();
  }
}
