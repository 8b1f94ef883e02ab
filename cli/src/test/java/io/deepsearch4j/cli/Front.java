package io.deepsearch4j.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The command line in this process, with its streams caught.
final class Front {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private byte[] input = {};

  /// What a command left behind.
  record Outcome(int code, String out, String err) {}

  private Front(Path folder) {
    this.folder = folder;
    environment.put("DEEPSEARCH_HOME", folder.resolve("home").toString());
  }

  /// A command line in a folder, whose data goes to `home` in it.
  static Front in(Path folder) {
    return new Front(folder);
  }

  Front with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Front typing(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  Outcome run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new ByteArrayInputStream(input),
            environment,
            folder,
            0);
    int code = Main.run(console, arguments);
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
