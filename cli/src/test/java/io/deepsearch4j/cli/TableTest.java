package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void numbersStandToTheRightAndWordsToTheLeft() {
    var table = new Table("what", "speed").row("decode", "7.5").row("a 提示", "1,024.0");

    assertThat(printed(table))
        .isEqualTo(
            """
            what      speed
            decode      7.5
            a 提示  1,024.0
            """);
  }

  @Test
  void emptyHeadsPrintNoLine() {
    assertThat(printed(new Table("", "").row("loss", "9.58"))).isEqualTo("loss  9.58\n");
  }

  @Test
  void cellsFromOutsideControlNothing() {
    assertThat(printed(new Table("", "").row("\u001b[2Ja\nb", "1"))).isEqualTo("[2Ja b  1\n");
  }

  @Test
  void aRowThatDoesNotFitIsAMistake() {
    assertThatThrownBy(() -> new Table("a", "b").row("1")).hasMessageContaining("2 cells");
  }

  private static String printed(Table table) {
    var out = new ByteArrayOutputStream();
    table.print(new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
