package io.deepsearch4j.cli;

import io.deepsearch4j.engine.network.Verification;
import io.deepsearch4j.engine.tensor.CacheType;
import io.deepsearch4j.engine.tensor.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `deepsearch model verify`: does the engine say about a model what a reference says.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the prompt of the expected.json beside a model and compares what comes out.",
      "Ends with 1 if anything is off by more than expected.json allows."
    },
    footer = {
      "",
      "Examples:",
      "  deepsearch model verify ./my-model",
      "  deepsearch model verify ./my-model --precision q4 --cache int8"
    })
final class ModelVerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "The folder of a model, with expected.json.")
  private String place = "";

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      description = "Store the weights as q4, q8, bf16 or f32 first; as they are if not given.")
  private @Nullable Precision precision;

  @Option(
      names = "--cache",
      paramLabel = "TYPE",
      defaultValue = "F32",
      description = "Keep keys and values as f32, bf16 or int8; f32 if not given.")
  private CacheType cache = CacheType.F32;

  ModelVerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path folder = ModelPlace.folder(console, place);
    ModelDescription model = ModelDescription.of(folder);
    boolean lossy = precision != null || cache != CacheType.F32 || model.stored().isQuantised();
    Verification verification =
        precision == null ? Verification.of(folder, cache) : at(folder, precision);
    print(verification, !lossy);
    if (lossy) {
      console.tell(
          "weights or cache have fewer bits than the reference, so the differences are shown and not judged");
      return Exit.DONE;
    }
    console.tell(
        verification.holds()
            ? "the engine agrees with the reference"
            : "the engine differs from the reference by more than expected.json allows");
    return verification.holds() ? Exit.DONE : Exit.FAILED;
  }

  private Verification at(Path folder, Precision stored) {
    try {
      Path scratch = Files.createTempDirectory("deepsearch-verify");
      try (var progress =
          new BytesProgress(
              new Screen(console.err(), console.columns()), "rewriting", "cancelling")) {
        return Verification.at(folder, stored, cache, scratch, progress);
      } finally {
        delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the folder for temporary files cannot be used; check its room and rights", e);
    }
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

  private void print(Verification verification, boolean judged) {
    var table = new Table("what", "largest difference", "allowed", "compared", "");
    for (Verification.Check check : verification.checks()) {
      table.row(
          check.what(),
          number(check.difference()),
          judged ? number(check.tolerance()) : "-",
          Sizes.count(check.compared()),
          !judged ? "" : check.holds() ? "ok" : "off");
    }
    table.print(console.out());
    console.out().println();
    new Table("", "")
        .row("loss", loss("%.6f", verification.loss()))
        .row("loss of the reference", loss("%.6f", verification.expectedLoss()))
        .row("difference", loss("%+.6f", verification.loss() - verification.expectedLoss()))
        .print(console.out());
    if (judged && !verification.firstDifference().isEmpty()) {
      console.out().println("first difference inside: " + verification.firstDifference());
    }
    console.out().flush();
  }

  private static String loss(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.2e", value);
  }
}
