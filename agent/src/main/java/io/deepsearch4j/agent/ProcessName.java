package io.deepsearch4j.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names one process among all that ever open a store, so that it can be found dead:
/// `host:pid:started:random`. The host is a name and the mark of its last boot; the start tells a
/// process from a later one that was given the same number.
record ProcessName(String host, long pid, long started, String random) {
  private static final Pattern SHAPE =
      Pattern.compile("([a-z0-9._-]{1,80}):(\\d{1,18}):(\\d{1,18}):([0-9a-f]{8})");

  /// The clock of the operating system may be set a little between two looks at a process.
  private static final long SECONDS_OF_GRACE = 2;

  static ProcessName mine(RandomGenerator random) {
    ProcessHandle process = ProcessHandle.current();
    return new ProcessName(
        thisHost(), process.pid(), started(process), "%08x".formatted(random.nextInt()));
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
    return host + ":" + pid + ":" + started + ":" + random;
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
  }

  private static String thisHost() {
    String name = line(Path.of("/proc/sys/kernel/hostname")).orElse(fromEnvironment());
    String boot = line(Path.of("/proc/sys/kernel/random/boot_id")).orElse("");
    String host =
        (name + "." + boot.replace("-", ""))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9._-]", "-");
    return host.substring(0, Math.min(80, host.length()));
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
