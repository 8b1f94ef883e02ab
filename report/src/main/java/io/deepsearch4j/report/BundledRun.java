package io.deepsearch4j.report;

import com.fasterxml.jackson.annotation.Nulls;
import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.Evidence;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.StoredStep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A run as a bundle holds it: `run.json`, `bill.json` and `steps.jsonl`. From these three all else
/// in a bundle but the pages can be made again.
record BundledRun(byte[] run, byte[] bill, byte[] steps) {
  static final String RUN_FILE = "run.json";
  static final String BILL_FILE = "bill.json";
  static final String STEPS_FILE = "steps.jsonl";
  private static final String FORMAT = "deepsearch4j/bundled-run/1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Reads what a stranger may have written: nothing may be missing where the program expects it.
  static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
          .build();

  /// The run without secrets and without the name of the process that worked on it.
  static BundledRun of(Run run, Bill bill, List<StoredStep> steps) {
    ObjectNode file = JSON.createObjectNode().put("format", FORMAT);
    file.put("id", run.id()).put("question", run.question());
    file.put("state", run.state().name()).put("stop_reason", run.stopReason());
    file.put("parent", run.parent());
    file.put("created", run.created().toString()).put("updated", run.updated().toString());
    file.set("spec", Redaction.of(JSON.readTree(run.spec())));
    file.set("answer", run.answer().isEmpty() ? null : JSON.readTree(run.answer()));
    var lines = new StringBuilder();
    for (StoredStep step : steps) {
      ObjectNode line = JSON.createObjectNode().put("seq", step.seq());
      line.put("episode", step.episode()).put("kind", step.kind());
      line.put("created", step.created().toString());
      // Written anew, so that an older step, too, has every key.
      line.set("step", JSON.valueToTree(JSON.readValue(step.body(), Step.class)));
      lines.append(line).append('\n');
    }
    return new BundledRun(
        pretty(file), pretty(bill), lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  static byte[] pretty(Object value) {
    return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The run, read again from the three files.
  RunRecord record() {
    JsonNode file = JSON.readTree(run);
    if (!FORMAT.equals(file.path("format").asString(""))) {
      throw new IllegalArgumentException(
          "it is not of format " + FORMAT + "; check it with the program that made it");
    }
    JsonNode answer = file.path("answer");
    var stored =
        new Run(
            file.path("id").asString(""),
            file.path("question").asString(""),
            file.path("spec").toString(),
            RunState.valueOf(file.path("state").asString("")),
            file.path("stop_reason").asString(""),
            "",
            answer.isObject() ? answer.toString() : "",
            file.path("parent").asString(""),
            "",
            Instant.parse(file.path("created").asString("")),
            Instant.parse(file.path("updated").asString("")));
    RunRecord record =
        RunRecord.of(
            stored,
            RunRecord.read(new String(bill, StandardCharsets.UTF_8), Bill.class, STRICT),
            stepLines(),
            STRICT);
    for (Evidence evidence : record.evidence()) {
      if (evidence.start() < 0) {
        throw new IllegalArgumentException(evidence.id() + " begins before its text");
      }
    }
    return record;
  }

  List<StoredStep> stepLines() {
    var lines = new ArrayList<StoredStep>();
    for (String line : new String(steps, StandardCharsets.UTF_8).split("\n")) {
      if (!line.isBlank()) {
        JsonNode node = JSON.readTree(line);
        lines.add(
            new StoredStep(
                lines.size(),
                node.path("episode").asString(""),
                node.path("kind").asString(""),
                node.path("step").toString(),
                Instant.parse(node.path("created").asString(""))));
      }
    }
    return lines;
  }
}
