package io.deepsearch4j.agent;

import io.deepsearch4j.web.PageStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names one process among all that ever open a store, so that it can be found dead:
/// `host:pid:started:random`. The host is the beginning of its name and a mark of its name and last
/// boot; the start tells a process from a later one that was given the same number.
record ProcessName(String host, long pid, long started, String random) {
  private static final Pattern SHAPE =
      Pattern.compile("([a-z0-9.-]{1,21}):(\\d{1,10}):(\\d{1,10}):([0-9a-f]{6})");

  /// The clock of the operating system may be set a little between two looks at a process.
  private static final long SECONDS_OF_GRACE = 2;

  ProcessName {
    // The scheduler silently cuts the names of its processes after 50 characters, which SHAPE
    // keeps.
    if (!SHAPE.matcher(text(host, pid, started, random)).matches()) {
      throw new IllegalArgumentException("no process is named " + host + ":" + pid);
    }
  }

  static ProcessName mine(RandomGenerator random) {
    ProcessHandle process = ProcessHandle.current();
    return new ProcessName(
        thisHost(), process.pid(), started(process), "%06x".formatted(random.nextInt() & 0xffffff));
  }

  static Optional<ProcessName> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ProcessName(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                matcher.group(4)))
        : Optional.empty();
  }

  boolean isOnThisHost() {
    return host.equals(thisHost());
  }

  /// Whether the process runs; only this host can tell.
  boolean runsHere() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> Math.abs(started(process) - started) <= SECONDS_OF_GRACE)
        .isPresent();
  }

  String text() {
    return text(host, pid, started, random);
  }

  private static String text(String host, long pid, long started, String random) {
    return host + ":" + pid + ":" + started + ":" + random;
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
  }

  private static String thisHost() {
    String name =
        line(Path.of("/proc/sys/kernel/hostname")).orElseGet(ProcessName::fromEnvironment);
    String boot = line(Path.of("/proc/sys/kernel/random/boot_id")).orElse("");
    String readable = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    return readable.substring(0, Math.min(12, readable.length()))
        + "."
        + PageStore.sha256((name + "\n" + boot).getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }

  private static String fromEnvironment() {
    var environment = System.getenv();
    return environment.getOrDefault(
        "HOSTNAME", environment.getOrDefault("COMPUTERNAME", "localhost"));
  }

  private static Optional<String> line(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      // Not Linux: the environment must do.
      return Optional.empty();
    }
  }
}
