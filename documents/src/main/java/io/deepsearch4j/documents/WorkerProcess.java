package io.deepsearch4j.documents;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// One running child process that reads files. Used by one thread at a time.
final class WorkerProcess {
  /// What the JVM answers with when it ends because memory ran out.
  static final int OUT_OF_MEMORY = 3;

  // An answer holds each cell's text twice and its place once; more than this is no honest answer.
  private static final int LONGEST_ANSWER = 1 << 30;
  // The child needs no secrets: keys live in the environment, and hostile files in the child.
  private static final Set<String> KEPT_VARIABLES =
      Set.of("PATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SystemRoot");

  private final Process process;
  private final DataOutputStream requests;
  private final DataInputStream answers;

  private WorkerProcess(Process process) {
    this.process = process;
    requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
  }

  static WorkerProcess start(DocumentsConfig config, Class<?> main) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + config.workerMemoryMb() + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:+DisableAttachMechanism",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            Frames.json(config)));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(KEPT_VARIABLES);
    return new WorkerProcess(builder.start());
  }

  Reading read(Source source) throws IOException {
    Frames.writeSource(requests, source);
    return Frames.readReading(answers, LONGEST_ANSWER);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Whether the process has ended or does so within a moment.
  boolean hasEnded() throws InterruptedException {
    return process.waitFor(2, TimeUnit.SECONDS);
  }

  /// How a process that has ended did so.
  int exitCode() {
    return process.exitValue();
  }

  void kill() {
    process.destroyForcibly();
  }
}
