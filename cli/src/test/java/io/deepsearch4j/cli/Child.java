package io.deepsearch4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program in a process of its own.
final class Child {
  private final Process process;
  private final BufferedReader err;

  private Child(Process process) {
    this.process = process;
    this.err = process.errorReader(StandardCharsets.UTF_8);
  }

  static Child start(Path home, String... arguments) throws IOException {
    var builder = new ProcessBuilder(command(arguments));
    environment(builder.environment(), home);
    return new Child(builder.start());
  }

  /// What starts the program.
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("..", "conf", "jvm.options"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /// What the program finds in its environment.
  static void environment(Map<String, String> environment, Path home) {
    environment.keySet().removeIf(name -> name.startsWith("DEEPSEARCH_"));
    // Not on the command line: ONNX Runtime bears no long one.
    environment.put(
        "CLASSPATH",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    environment.put("DEEPSEARCH_HOME", home.toString());
  }

  /// Reads standard error up to a line that begins like this.
  String awaitLine(String beginning) throws IOException {
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      if (line.startsWith(beginning)) {
        return line;
      }
    }
    throw new IllegalStateException("the program ended and never said: " + beginning);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// As Ctrl-C does.
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
  }

  /// Waits for the end; answers what stood on standard output.
  Front.Outcome await() throws IOException, InterruptedException {
    var rest = new StringBuilder();
    Thread reader =
        Thread.ofVirtual().start(() -> err.lines().forEach(line -> rest.append(line).append('\n')));
    String out;
    try (var reading =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out = reading.readAllAsString();
    }
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the program does not end; it said: " + rest);
    }
    reader.join();
    return new Front.Outcome(process.exitValue(), out, rest.toString());
  }
}
