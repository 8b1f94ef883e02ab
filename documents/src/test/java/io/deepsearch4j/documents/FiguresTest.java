package io.deepsearch4j.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1,234;1234;''",
        "(1,234);-1234;''",
        "-12.5 %;-12.5;%",
        "(3.1)%;-3.1;%",
        "35 bp;0.35;bp",
        "€3.2 bn;3200000000;EUR",
        "US$ 1.5 million;1500000;USD",
        "$5m;5000000;USD",
        "12.3万元;123000;CNY",
        "１２.３亿美元;1230000000;USD",
        "1.5万亿元;1500000000000;CNY",
        "300千元;300000;CNY",
        "12,5 %;12.5;%",
        "1.234.567;1234567;''",
        "1 234 567;1234567;''",
        "10k;10000;''",
        "¥1,000;1000;¥",
        "−7;-7;''",
        "1,234[2];1234;''",
        "56*;56;''"
      })
  void readsACellAsItsAmount(String cell, BigDecimal amount, String unit) {
    Figure figure = Figures.of(cell).orElseThrow();

    assertThat(figure.amount()).isEqualByComparingTo(amount);
    assertThat(figure.unit()).isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"n/a", "–", "Q3 2023", "Section 3", "COVID-19"})
  void findsNoFigureInOtherCells(String cell) {
    assertThat(Figures.of(cell)).isEmpty();
  }

  @Test
  void findsFiguresInTextAndLeavesDatesOut() {
    var text =
        "On May 1, 2023 sales rose 12.5% to €3.2 billion, or 2.4亿元 in China (2022: 1,234). pp. 10-12";

    var found = Figures.in(text);

    assertThat(found)
        .extracting(figure -> text.substring(figure.start(), figure.end()))
        .containsExactly("12.5%", "€3.2 billion", "2.4亿元", "1,234", "10", "12");
    assertThat(found).allMatch(figure -> figure.figure().value().signum() > 0);
  }

  @Test
  void findsPeriods() {
    var text =
        "2023-05-01, May 1, 2023, 1 May 2023, 2023年5月1日, FY2023, Q3 2022, 2023年第三季度, 2021年, 2019";

    assertThat(Figures.periods(text))
        .extracting(FoundPeriod::period)
        .containsExactly(
            "2023-05-01",
            "2023-05-01",
            "2023-05-01",
            "2023-05-01",
            "FY2023",
            "2022-Q3",
            "2023-Q3",
            "2021",
            "2019");
  }

  @Test
  void countsAColumnAsItsUnitNoteSays() {
    Document document =
        Reads.html(
            "<p>单位:千元</p><table><tr><td>项目<td>2023年<td>占比(%)</tr><tr><td>收入<td>1,234<td>5.5</tr></table>");
    Table table = document.tables().getFirst();
    var row = table.rows().getFirst();

    Figure income = Figures.of(table, row.get(1), 1).orElseThrow();
    Figure share = Figures.of(table, row.get(2), 2).orElseThrow();

    assertThat(income.amount()).isEqualByComparingTo("1234000");
    assertThat(income.unit()).isEqualTo("CNY");
    assertThat(share.amount()).isEqualByComparingTo("5.5");
    assertThat(share.unit()).isEqualTo("%");
  }

  @Test
  void comparesFiguresAtTheCoarserPrecision() {
    assertThat(same("3.2 bn", "3,214 million")).isTrue();
    assertThat(same("3.2 bn", "3,260 million")).isFalse();
    assertThat(same("1.2万", "12,000")).isTrue();
    assertThat(same("25 bp", "0.25%")).isTrue();
    assertThat(same("$5", "€5")).isFalse();
    assertThat(same("330", "324")).isFalse();
    assertThat(same("(12)", "12")).isFalse();
  }

  private static boolean same(String a, String b) {
    return Figures.sameFigure(Figures.of(a).orElseThrow(), Figures.of(b).orElseThrow());
  }
}
