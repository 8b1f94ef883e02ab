package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Call;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.StoredStep;
import io.deepsearch4j.report.Plain;
import io.deepsearch4j.report.ReportFormat;
import io.deepsearch4j.report.RunRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `deepsearch runs export`: a run as a file, to read or to work on.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a report of a run, or everything stored of it as JSON lines: the run, its steps, its"
          + " calls."
    },
    footer = {
      "",
      "Examples:",
      "  deepsearch runs export RUN --out report.pdf",
      "  deepsearch runs export RUN --format md",
      "  deepsearch runs export RUN --out run.jsonl"
    })
final class RunsExportCommand implements Callable<Integer> {
  private static final String FORMAT = "deepsearch4j/run/1";
  private static final String LINES = "jsonl";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The run's name, as runs list prints it.")
  private String id = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "",
      description =
          "md, html, pdf, docx, json or jsonl; what FILE ends in if not given, else jsonl.")
  private String format = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "",
      description = "Write to FILE instead of standard output.")
  private String file = "";

  @Mixin private SettingFlags settings = new SettingFlags();

  RunsExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Optional<ReportFormat> report = report();
    try (RunStore store = Wiring.store(settings.config(console))) {
      RunRecord record = StoredRun.of(store, id);
      byte[] bytes =
          report
              .map(one -> one.write(record))
              .orElseGet(() -> lines(store, record).getBytes(StandardCharsets.UTF_8));
      if (file.isEmpty()) {
        console.out().writeBytes(bytes);
        console.out().flush();
      } else {
        Path path = OutFile.path(console.folder(), file);
        OutFile.write(path, bytes);
        console.tell("wrote " + path);
      }
    }
    return Exit.DONE;
  }

  /// The form of the report; empty for JSON lines.
  private Optional<ReportFormat> report() {
    String name = format.isEmpty() ? ending() : format.toLowerCase(Locale.ROOT);
    if (name.equals(LINES)) {
      return Optional.empty();
    }
    ReportFormat report =
        ReportFormat.named(name)
            .orElseThrow(
                () ->
                    new SettingException(
                        "--format takes md, html, pdf, docx, json or jsonl, not "
                            + Plain.line(name, 40)));
    boolean binary = report == ReportFormat.PDF || report == ReportFormat.DOCX;
    if (binary && file.isEmpty()) {
      throw new SettingException("a terminal cannot show " + name + "; name a file with --out");
    }
    return Optional.of(report);
  }

  private String ending() {
    String ending = file.substring(file.lastIndexOf('.') + 1);
    return ReportFormat.named(ending).map(ReportFormat::suffix).orElse(LINES);
  }

  private static String lines(RunStore store, RunRecord report) {
    String id = report.run().id();
    ObjectNode head = JSON.valueToTree(report.run());
    head.set("spec", JSON.readTree(report.run().spec()));
    head.set(
        "answer", report.run().answer().isEmpty() ? null : JSON.readTree(report.run().answer()));
    var first = JSON.createObjectNode().put("format", FORMAT).put("kind", "run");
    first.set("run", head);
    var lines = new StringBuilder(first.toString()).append('\n');
    for (StoredStep step : store.steps(id)) {
      var line = JSON.createObjectNode().put("kind", "step").put("seq", step.seq());
      line.put("created", step.created().toString());
      line.set("step", JSON.readTree(step.body()));
      lines.append(line).append('\n');
    }
    for (Call call : store.calls(id)) {
      var line = JSON.createObjectNode().put("kind", "call");
      ObjectNode body = JSON.valueToTree(call);
      body.set("response", call.response().isEmpty() ? null : JSON.readTree(call.response()));
      line.set("call", body);
      lines.append(line).append('\n');
    }
    return lines.toString();
  }
}
