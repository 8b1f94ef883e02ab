package io.deepsearch4j.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerMatchTest {
  private static PracticeQuestion question(
      AnswerType type, String text, String answer, String number, String unit, String... rivals) {
    return new PracticeQuestion(
        "q",
        text,
        "en",
        1,
        false,
        answer,
        List.of(),
        type,
        number,
        unit,
        List.of(rivals),
        List.of(),
        List.of());
  }

  private static final PracticeQuestion MONEY =
      question(
          AnswerType.NUMBER,
          "What was the revenue of the Grid segment of Velmar Energy in 2022?",
          "1,234.5 million euros",
          "1234.5",
          "million euros");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,234.5 million euros",
        "1234.5",
        "**1.2345 billion euros**",
        "€1,234.5 million",
        "１，２３４．５ million euros",
        "EUR 1,234,500,000",
        "12.345亿欧元",
        "1,234.5百万欧元",
        "about 1,230 million euros",
        "1.23 billion euros",
        "In 2022, the Grid segment had revenue of 1,234.5 million euros [1].",
      })
  void acceptsTheSameAmountHoweverItIsWritten(String given) {
    assertThat(MONEY.accepts(given)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1,234.5 million yuan",
        "1,234.5 million dollars",
        "1,234.5 billion euros",
        "1,234.6 million euros",
        "1,200 million euros",
        "1,240 million euros",
        "1,234.5 %",
        "Revenue rose from 1,100.2 to 1,234.5 million euros",
        "1,234.5 million euros in 2022, after 999.1 million euros in 2021",
        "It was not 1,234.5 million euros",
        "2022",
        "11,234.5 million euros",
        "I do not know",
      })
  void rejectsOtherAmountsAndTheRightOneAmongWrongOnes(String given) {
    assertThat(MONEY.accepts(given)).isFalse();
  }

  private static final PracticeQuestion YUAN =
      question(AnswerType.NUMBER, "收购岚沅工坊的价格是多少？", "12.34亿元", "12.34", "亿元");

  @ParameterizedTest
  @ValueSource(
      strings = {"12.34亿元", "123,400万元", "人民币12.34亿元", "1.234 billion yuan", "价格为12.34亿元。"})
  void readsChineseScales(String given) {
    assertThat(YUAN.accepts(given)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12.34万元", "12.34亿欧元", "12.43亿元", "不是12.34亿元"})
  void rejectsOtherChineseScales(String given) {
    assertThat(YUAN.accepts(given)).isFalse();
  }

  private static final PracticeQuestion NAME =
      question(
          AnswerType.NAME,
          "Which company is the main supplier of Velmar Energy?",
          "Novalis Energy",
          "",
          "",
          "Novalin Energy",
          "Novalis Energy Storage",
          "Velmar Energy");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Novalis Energy",
        "novalis  energy.",
        "The main supplier of Velmar Energy is Novalis Energy.",
        "“Novalis Energy”"
      })
  void acceptsAName(String given) {
    assertThat(NAME.accepts(given)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Novalin Energy",
        "Novalis Energy Storage",
        "Novalis Energy or Novalin Energy",
        "Novalis",
        "Supernovalis Energy",
        "It is not Novalis Energy",
        "Velmar Energy"
      })
  void rejectsNeighbouringNames(String given) {
    assertThat(NAME.accepts(given)).isFalse();
  }

  private static final PracticeQuestion DAY =
      question(AnswerType.DATE, "When was the 2022 meeting?", "5 March 2023", "", "");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5 March 2023",
        "March 5, 2023",
        "2023-03-05",
        "2023年3月5日",
        "on 5th of March 2023",
        "5 Mar 2023"
      })
  void acceptsADayHoweverItIsWritten(String given) {
    assertThat(DAY.accepts(given)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5 March 2022",
        "2023",
        "6 March 2023",
        "March 2023",
        "5 March 2023 or 6 March 2023"
      })
  void rejectsOtherDays(String given) {
    assertThat(DAY.accepts(given)).isFalse();
  }

  private static final PracticeQuestion YEAR =
      question(AnswerType.YEAR, "In which year was Velmar Energy founded?", "1987", "", "");

  @ParameterizedTest
  @ValueSource(strings = {"1987", "1987年", "It was founded in 1987."})
  void acceptsAYear(String given) {
    assertThat(YEAR.accepts(given)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1988", "1987 or 1988", "19871", "1,987", "the late 1980s"})
  void rejectsOtherYears(String given) {
    assertThat(YEAR.accepts(given)).isFalse();
  }

  private static final PracticeQuestion PAGES =
      question(AnswerType.CODE, "On which pages did it appear?", "113–128", "", "");

  @ParameterizedTest
  @ValueSource(strings = {"113–128", "pp. 113-128", "113 — 128", "第113—128页"})
  void acceptsACode(String given) {
    assertThat(PAGES.accepts(given)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"113-129", "1113-128", "113-1280", "113", "113-128 and 140-150"})
  void rejectsOtherCodes(String given) {
    assertThat(PAGES.accepts(given)).isFalse();
  }
}
