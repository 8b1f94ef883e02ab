package io.deepsearch4j.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What it costs to start the program, look at the command line and end: the launcher with all it
/// does, and beside it the bare program without its archive of loaded classes.
///
/// @param root of the project, built
record ColdStart(Path root) implements Benchmark {
  private static final int WARM_UPS = 1;
  private static final int REPEATS = 9;
  // The shell's own time, then that of the processes it started: `0m0.004s 0m0.010s`.
  private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

  private record Start(double cpuSeconds, double wallSeconds) {}

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<Figure> measure(Path home) throws IOException, InterruptedException {
    Path launcher = root.resolve("deepsearch").toAbsolutePath();
    Path jar = root.resolve("cli/target/deepsearch.jar").toAbsolutePath();
    if (!Files.isExecutable(launcher) || !Files.exists(jar)) {
      return List.of();
    }
    String java =
        "%s/bin/java @%s"
            .formatted(
                System.getProperty("java.home"), root.resolve("conf/jvm.options").toAbsolutePath());
    Path cache = root.resolve("cli/target/deepsearch.aot").toAbsolutePath();
    if (!Files.exists(cache)
        || Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) < 0) {
      // The launcher makes it only where it has built the jar itself.
      start("%s -XX:AOTCacheOutput=%s -jar %s warm-up".formatted(java, cache, jar));
    }
    var figures = new ArrayList<Figure>();
    figures.addAll(figures("./deepsearch --help, with AOT cache", "< 0.5 s", launcher + " --help"));
    figures.addAll(
        figures(
            "java -jar deepsearch.jar --help, without AOT cache",
            "",
            "%s -XX:AOTMode=off -jar %s --help".formatted(java, jar)));
    return figures;
  }

  private static List<Figure> figures(String what, String goal, String command)
      throws IOException, InterruptedException {
    var starts = new ArrayList<Start>();
    for (int repeat = -WARM_UPS; repeat < REPEATS; repeat++) {
      Start start = start(command);
      if (repeat >= 0) {
        starts.add(start);
      }
    }
    return List.of(
        Figure.lower(what + ", cpu", "s", goal, starts.stream().map(Start::cpuSeconds).toList()),
        Figure.lower(what + ", wall", "s", "", starts.stream().map(Start::wallSeconds).toList()));
  }

  private static Start start(String command) throws IOException, InterruptedException {
    var shell =
        new ProcessBuilder("bash", "-c", command + " >/dev/null 2>&1 || exit 1; times")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    shell.environment().put("LC_ALL", "C");
    long start = System.nanoTime();
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + " fails; run it to see why");
    }
    double wall = (System.nanoTime() - start) / 1e9;
    Matcher times = TIMES.matcher(said);
    if (!times.find()) {
      throw new IllegalStateException("bash tells the times as " + said);
    }
    double cpu =
        60 * Double.parseDouble(times.group(1))
            + Double.parseDouble(times.group(2))
            + 60 * Double.parseDouble(times.group(3))
            + Double.parseDouble(times.group(4));
    return new Start(cpu, wall);
  }
}
