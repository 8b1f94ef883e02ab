package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Standard error as people watch it: lines that stay, and in a terminal one status line below them
/// that is drawn again in place. Safe to share.
final class Screen {
  private static final String ERASE = "\r\033[2K";

  private final PrintStream err;
  private final int columns;
  private String status = "";
  private boolean lineOpen;

  /// @param columns of the terminal; 0 where there is none, and so no status line
  Screen(PrintStream err, int columns) {
    this.err = err;
    this.columns = columns;
  }

  boolean isTerminal() {
    return columns > 0;
  }

  int columns() {
    return columns;
  }

  /// Prints a line that stays.
  synchronized void line(String text) {
    erase();
    err.println(text);
    draw();
  }

  /// Changes the status line; empty takes it away.
  synchronized void status(String text) {
    if (!isTerminal()) {
      return;
    }
    erase();
    status = Plain.line(text, columns - 1);
    draw();
  }

  /// What logs may print to without tearing the status line.
  PrintStream forLogs() {
    return new PrintStream(new Log(), true, StandardCharsets.UTF_8);
  }

  private void erase() {
    if (!status.isEmpty() && !lineOpen) {
      err.print(ERASE);
    }
  }

  private void draw() {
    if (!status.isEmpty() && !lineOpen) {
      err.print("\033[2m" + status + "\033[0m");
    }
    err.flush();
  }

  private final class Log extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      synchronized (Screen.this) {
        if (length == 0) {
          return;
        }
        erase();
        err.write(bytes, offset, length);
        lineOpen = bytes[offset + length - 1] != '\n';
        draw();
      }
    }
  }
}
