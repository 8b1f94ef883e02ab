package io.deepsearch4j.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How much memory there is.
final class Memory {
  private Memory() {}

  /// What this process may use of the machine, in bytes; a container's bound is heeded.
  static long ofMachine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
