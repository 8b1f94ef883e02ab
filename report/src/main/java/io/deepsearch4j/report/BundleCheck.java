package io.deepsearch4j.report;

import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.web.PageStore;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;

/// Checks a bundle without network and without model, whoever made it: are its files those of the
/// manifest; do bytes, texts and quotes belong together; does the answer cite what the run found;
/// do the numbers of its sentences stand in the quotes; do the reports say what the run says.
///
/// A bundle that agrees with itself may still be an invention from end to end. Whoever needs more
/// compares [Result#manifestSha256()] with what the maker says it is, or fetches the pages again.
public final class BundleCheck {
  private final DocumentReader reader;
  private final BundleFiles.Limits limits;

  /// @param run the run's id, as the manifest has it
  /// @param manifestSha256 stands for the whole bundle
  public record Result(String run, String manifestSha256, List<Checked> checked) {
    public Result {
      checked = List.copyOf(checked);
    }

    public boolean holds() {
      return checked.stream().allMatch(Checked::holds);
    }
  }

  /// One thing that was checked.
  ///
  /// @param kind what sort of thing: `file`, `page`, `evidence`, `citation`, `sentence`, `report`
  /// @param what which one: a file's name, `E3`, …
  /// @param trouble what is wrong with it, one sentence; empty where it holds
  public record Checked(String kind, String what, String trouble) {
    public boolean holds() {
      return trouble.isEmpty();
    }
  }

  /// @param reader reads stored bytes again; see to it that a hostile file cannot take us down
  public BundleCheck(DocumentReader reader) {
    this(reader, BundleFiles.Limits.DEFAULT);
  }

  BundleCheck(DocumentReader reader, BundleFiles.Limits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /// Checks the bundle in a zip file or a folder.
  public Result check(Path path) {
    try (BundleFiles files = BundleFiles.open(path, limits)) {
      if (!files.names().contains(Manifest.FILE)) {
        throw new ReportException(
            "the bundle has no " + Manifest.FILE + "; deepsearch runs bundle makes bundles");
      }
      byte[] bytes = files.read(Manifest.FILE);
      Manifest manifest = Manifest.of(bytes);
      var checked = new ArrayList<Checked>(files(files, manifest));
      record(files, checked)
          .ifPresent(
              bundled -> {
                RunRecord record = bundled.record();
                checked.addAll(new BundledEvidenceCheck(files, reader).check(record, bundled));
                List<Checked> answer = AnswerCheck.check(record);
                checked.addAll(answer);
                // A citation that was not found cannot be shown, so nothing is to be compared.
                if (answer.stream().allMatch(Checked::holds)) {
                  checked.addAll(new BundledReportCheck(files, reader).check(record, manifest));
                }
              });
      return new Result(
          Clean.line(manifest.run(), 60), PageStore.sha256(bytes), List.copyOf(checked));
    }
  }

  private static List<Checked> files(BundleFiles files, Manifest manifest) {
    var checked = new ArrayList<Checked>();
    Set<String> listed = new HashSet<>();
    for (Manifest.Listed file : manifest.files()) {
      String name = Clean.line(file.path(), 200);
      String trouble = "";
      if (!listed.add(file.path())) {
        trouble = "the manifest lists it twice";
      } else if (!files.names().contains(file.path())) {
        trouble = "the manifest lists it and the bundle lacks it";
      } else {
        byte[] bytes = files.read(file.path());
        if (bytes.length != file.bytes() || !PageStore.sha256(bytes).equals(file.sha256())) {
          trouble = "it is not the file that the manifest lists: its size or SHA-256 differs";
        }
      }
      checked.add(new Checked("file", name, trouble));
    }
    files.names().stream()
        .filter(name -> !listed.contains(name) && !name.equals(Manifest.FILE))
        .forEach(name -> checked.add(new Checked("file", name, "the manifest does not list it")));
    return checked;
  }

  private static Optional<BundledRun> record(BundleFiles files, List<Checked> checked) {
    List<String> needed = List.of(BundledRun.RUN_FILE, BundledRun.BILL_FILE, BundledRun.STEPS_FILE);
    for (String name : needed) {
      if (!files.names().contains(name)) {
        checked.add(new Checked("file", name, "a bundle cannot be checked without it"));
        return Optional.empty();
      }
    }
    var run =
        new BundledRun(
            files.read(needed.get(0)), files.read(needed.get(1)), files.read(needed.get(2)));
    try {
      var _ = run.record();
      return Optional.of(run);
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      checked.add(
          new Checked(
              "file",
              BundledRun.RUN_FILE,
              "the run cannot be read: " + Clean.line(String.valueOf(e.getMessage()), 200)));
      return Optional.empty();
    }
  }
}
