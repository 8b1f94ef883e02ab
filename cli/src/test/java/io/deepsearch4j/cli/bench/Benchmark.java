package io.deepsearch4j.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// One thing that is measured, several times over. It prints nothing and asserts nothing.
interface Benchmark {
  /// What it is called on the command line, and its file of results.
  String name();

  /// Measures.
  ///
  /// @param home an empty folder to work in
  /// @return what was measured; empty where this machine lacks what is needed
  List<Figure> measure(Path home) throws IOException, InterruptedException;
}
