package io.deepsearch4j.cli;

import io.deepsearch4j.agent.Call;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.StoredStep;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `deepsearch runs export`: everything that is stored of a run, as JSON lines.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Writes everything stored of a run as JSON lines: the run, its steps, its calls.",
    footer = {"", "Example:", "  deepsearch runs export RUN --out run.jsonl"})
final class RunsExportCommand implements Callable<Integer> {
  private static final String FORMAT = "deepsearch4j/run/1";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Console console;

  @Parameters(paramLabel = "RUN", description = "The run's name, as runs list prints it.")
  private String id = "";

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
    try (RunStore store = Wiring.store(settings.config(console))) {
      String lines = lines(store, id);
      if (file.isEmpty()) {
        console.out().print(lines);
        console.out().flush();
      } else {
        Path path = console.folder().resolve(file);
        OutFile.write(path, lines);
        console.tell("wrote " + path);
      }
    }
    return Exit.DONE;
  }

  private static String lines(RunStore store, String id) {
    Report report = Report.of(store, id);
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
