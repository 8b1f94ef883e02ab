package io.deepsearch4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void drawsTheStatusBelowTheLines() {
    var screen = new Screen(err, 80);

    screen.status("working");
    screen.line("one");
    screen.status("");

    assertThat(written())
        .isEqualTo("\033[2mworking\033[0m\r\033[2Kone\n\033[2mworking\033[0m\r\033[2K");
  }

  @Test
  void logLinesDoNotTearTheStatus() {
    var screen = new Screen(err, 80);
    screen.status("working");

    screen.forLogs().print("half ");
    screen.forLogs().print("line\n");

    assertThat(written())
        .isEqualTo("\033[2mworking\033[0m\r\033[2Khalf line\n\033[2mworking\033[0m");
  }

  @Test
  void hasNoStatusWhereThereIsNoTerminal() {
    var screen = new Screen(err, 0);

    screen.status("working");
    screen.line("one");

    assertThat(written()).isEqualTo("one\n");
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
