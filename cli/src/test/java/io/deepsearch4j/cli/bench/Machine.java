package io.deepsearch4j.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What the figures were measured on.
record Machine(String cpu, int cores, long memoryMiB, String os, String jdk) {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  static Machine here() throws IOException {
    return new Machine(
        cpuModel(),
        Runtime.getRuntime().availableProcessors(),
        system().getTotalMemorySize() >> 20,
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vendor.version") + " " + Runtime.version());
  }

  /// How many threads wanted a core in the last minute, on average; negative where nobody knows.
  static double load() {
    return system().getSystemLoadAverage();
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }

  private static String cpuModel() throws IOException {
    if (Files.isReadable(CPU)) {
      try (Stream<String> lines = Files.lines(CPU)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      }
    }
    return System.getProperty("os.arch");
  }
}
