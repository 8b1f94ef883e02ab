package io.deepsearch4j.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;

/// Log lines go to standard error, through one door, in the form that `logback.xml` gives them.
final class Logs {
  private static final String LEVEL = "deepsearch.log-level";

  private Logs() {}

  /// Must come before anything logs: the configuration is read once.
  static void start(boolean verbose) {
    if (verbose) {
      System.setProperty(LEVEL, "DEBUG");
    }
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  static boolean isVerbose() {
    return System.getProperty(LEVEL, "").equals("DEBUG");
  }
}
