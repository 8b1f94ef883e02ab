package io.deepsearch4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YearCellsTest {
  private static final String ROW = "Alloys : 2022 992.9 ; 2023 2,043.8 ; 2024 598.3";

  @ParameterizedTest
  @CsvSource({
    "'2,043.8 million euros', Mill : revenue 2024, 598.3 million euros",
    "'2,043.8 million euros', Mill : revenue 2023, '2,043.8 million euros'",
    "598.3, Mill : revenue 2022, 992.9",
  })
  void takesTheCellOfTheYearThatIsAsked(String value, String question, String expected) {
    assertThat(YearCells.value(value, ROW, question)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "598.3, Mill : revenue 2019, a year that the row lacks",
    "598.3, Mill : revenue, no year",
    "598.3, Mill : growth from 2022 to 2024, two years",
    "Alloys, Mill : segment 2022, no figure",
  })
  void leavesWhatItCannotTell(String value, String question, String reason) {
    assertThat(YearCells.value(value, ROW, question)).as(reason).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"Mill earned 5 in 2024., Mill : revenue 2024", "2024 : students 5, Mill : size 2024"})
  void leavesLinesThatAreNoRowsOfYears(String line, String question) {
    assertThat(YearCells.value("5", line, question)).isEqualTo("5");
  }
}
