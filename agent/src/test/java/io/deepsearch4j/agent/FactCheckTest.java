package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepsearch4j.documents.Locator;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The tower is 330 m high.|The tower is 324 m high.",
        "Revenue was 1.3 billion euros.|Revenue was 1,234 million euros.",
        "It closed on 5 May 2023.|It closed on 4 May 2023.",
        "In 2022 revenue was 12.5 million.|In 2021 revenue was 12.5 million.",
        "营业收入为12.4亿元。|营业收入为12.3亿元。"
      })
  void rejectsASentenceWithAnotherFigure(String sentence, String quote) {
    Verdict.Judgement judgement = FactCheck.judge(sentence, List.of(evidence(quote)));

    assertThat(judgement.support()).isEqualTo(Verdict.Support.UNSUPPORTED);
    assertThat(judgement.why()).contains("does not give");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The tower is 324 m high.|At 324 metres the tower is the highest.",
        "Revenue was 1.23 billion euros.|Revenue was 1,234 million euros.",
        "It closed on 2023-05-04.|It closed on 4 May 2023.",
        "It closed on May 4, 2023.|该交易于2023年5月4日完成。",
        "营业收入为12.3亿元。|营业收入为1230百万元。",
        "Pumps earned 390.1 million euros.|in millions of euros Pumps 412.5 390.1"
      })
  void acceptsTheSameFigureInAnotherForm(String sentence, String quote) {
    assertThat(FactCheck.judge(sentence, List.of(evidence(quote))).support())
        .isEqualTo(Verdict.Support.SUPPORTED);
  }

  @Test
  void missesANameThatNoEvidenceHas() {
    Verdict.Judgement judgement =
        FactCheck.judge(
            "In 2021 the pump works belonged to Orlan Tide.",
            List.of(evidence("In 2021 the pump works belonged to Orlen Tide.")));

    assertThat(judgement.support()).isEqualTo(Verdict.Support.PARTLY);
    assertThat(judgement.why()).contains("Orlan Tide");
  }

  @Test
  void lowersAVerdictThatFiguresContradict() {
    var draft =
        new Draft(
            "330 m", List.of(new Draft.Sentence("It is 330 m high.", List.of("E1"))), 1, List.of());
    var verdict =
        new Verdict.Supported(List.of(new Verdict.Judgement(Verdict.Support.SUPPORTED, "")), 1);

    Verdict tempered = FactCheck.temper(draft, List.of(evidence("It is 324 m high.")), verdict);

    assertThat(tempered).isInstanceOf(Verdict.Lacking.class);
    assertThat(tempered.score()).isLessThanOrEqualTo(0.4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2 billion euros|1,200 million EUR|true",
        "12.3亿元|1,230百万元|true",
        "1,234|1234|true",
        "4 May 2023|2023-05-04|true",
        "12 %|12|false",
        "1.2 billion dollars|1.2 billion euros|false",
        "324 m|330 m|false"
      })
  void tellsWhetherTwoFiguresAreTheSame(String one, String other, boolean same) {
    assertThat(FactCheck.sameFigure(one, other)).isEqualTo(same);
  }

  private static Evidence evidence(String quote) {
    return new Evidence(
        "E1",
        "p",
        URI.create("https://host.example/"),
        "A page",
        "",
        "",
        0,
        quote.length(),
        quote,
        new Locator.Line(1),
        Instant.EPOCH,
        "no robots.txt",
        Evidence.Polarity.SUPPORTS,
        List.of());
  }
}
