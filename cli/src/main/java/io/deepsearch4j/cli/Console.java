package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// What the program stands between: the three streams, the environment, the folder it was started
/// in.
///
/// @param columns the width of the terminal that standard error is; 0 where it is none
record Console(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Map<String, String> environment,
    Path folder,
    int columns) {
  private static final int WIDEST = 400;

  Console {
    environment = Map.copyOf(environment);
  }

  /// The real one. The launcher tells the width of the terminal, because Java cannot see whether
  /// standard error is one.
  static Console system() {
    return new Console(
        System.out,
        System.err,
        System.in,
        System.getenv(),
        Path.of("").toAbsolutePath(),
        columns(System.getenv(), System.getProperty("deepsearch.columns", "")));
  }

  private static int columns(Map<String, String> environment, String told) {
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return plain || !told.matches("[1-9]\\d{0,3}")
        ? 0
        : Math.clamp(Integer.parseInt(told), 40, WIDEST);
  }

  boolean isTerminal() {
    return columns > 0;
  }

  /// Tells the user something, beside the answer.
  void tell(String sentence) {
    err.println(Plain.text(sentence));
  }
}
