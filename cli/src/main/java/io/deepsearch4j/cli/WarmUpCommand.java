package io.deepsearch4j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `deepsearch warm-up`: loads what the other commands load, so that the launcher's archive of
/// classes holds it. Leaves nothing behind.
@Command(name = "warm-up", hidden = true, description = "Loads what the other commands load.")
final class WarmUpCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException {
    Path home = Files.createTempDirectory("deepsearch-warm-up");
    try {
      var console =
          new Console(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
              InputStream.nullInputStream(),
              Map.of("DEEPSEARCH_HOME", home.toString()),
              home,
              0);
      Main.run(console, "--help");
      Main.run(console, "ask", "--help");
      Main.run(console, "config", "show");
      Main.run(console, "ask", "--practice", "7", "--max-steps", "6", "Who leads the company?");
    } finally {
      delete(home);
    }
    return Exit.DONE;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (var paths = Files.walk(folder)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
