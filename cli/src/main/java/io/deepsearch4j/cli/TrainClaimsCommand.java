package io.deepsearch4j.cli;

import io.deepsearch4j.report.Plain;
import io.deepsearch4j.trainer.ExampleFile;
import io.deepsearch4j.trainer.GemmCheck;
import io.deepsearch4j.trainer.claims.Claims;
import io.deepsearch4j.trainer.claims.Scale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `deepsearch train claims`: what is said for the architecture, measured on small models.
@Command(
    name = "claims",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains small models that differ in one idea, three seeds of each, and writes what it finds.",
      "Tables, pictures and verdicts go into the document. A run that was stopped goes on with what is missing."
    },
    footer = {"", "Example:", "  deepsearch train claims --only sinks,norms --to docs/claims.md"})
final class TrainClaimsCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Only these of sinks, norms, depth, rotation and balance; all if not given.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--quick",
      description = "A few steps of each, to see that everything works; the numbers say nothing.")
  private boolean quick;

  @Option(
      names = "--lessons",
      paramLabel = "PLACE",
      defaultValue = "",
      description =
          "A file of examples, or FOLDER/NAME for the lessons FOLDER/NAME-*.jsonl; if not given,"
              + " lessons of four practice webs are made.")
  private String lessons = "";

  @Option(
      names = "--run",
      paramLabel = "FOLDER",
      defaultValue = "",
      description = "Where the run keeps everything; claims/full of the home folder if not given.")
  private String run = "";

  @Option(
      names = "--to",
      paramLabel = "FILE",
      defaultValue = "",
      description = "The document to write into; claims.md in the folder of the run if not given.")
  private String to = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  TrainClaimsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Set<String> names = names();
    Scale scale = quick ? Scale.QUICK : Scale.FULL;
    Path folder = folder(scale);
    Path document = to.isEmpty() ? folder.resolve("claims.md") : place(to);
    GemmCheck.measure().require();
    Path examples = new ClaimLessons(console, folder).examples(lessons, quick);
    try (ExampleFile file = ExampleFile.open(examples)) {
      var claims = new Claims(file, scale, folder);
      claims.write(names, document, command()); // a document that will not do shows itself here
      new ClaimsProgress(console).run(claims, names);
      claims.write(names, document, command());
    }
    console.out().println(document);
    console.out().flush();
    return Exit.DONE;
  }

  private Set<String> names() {
    List<String> known = Claims.names();
    for (String name : only) {
      if (!known.contains(name)) {
        throw new SettingException(
            "--only knows "
                + String.join(", ", known)
                + " and not "
                + Plain.line(name, 40)
                + Nearest.hint(name, known));
      }
    }
    return new LinkedHashSet<>(only.isEmpty() ? known : only);
  }

  private Path folder(Scale scale) {
    return run.isEmpty()
        ? settings.config(console).folder().resolve("claims").resolve(scale.name())
        : place(run);
  }

  private Path place(String name) {
    return console.folder().resolve(name).normalize();
  }

  /// As people would type it, without where things lay.
  private String command() {
    var words = new ArrayList<String>(List.of("deepsearch", "train", "claims"));
    if (!only.isEmpty()) {
      words.add("--only " + String.join(",", only));
    }
    if (quick) {
      words.add("--quick");
    }
    if (!lessons.isEmpty()) {
      words.add("--lessons " + Path.of(lessons).getFileName());
    }
    return String.join(" ", words);
  }
}
