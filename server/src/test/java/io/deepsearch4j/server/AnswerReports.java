package io.deepsearch4j.server;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reports for tests of the page: the fields of `docs/answer-json.md` that it reads.
record AnswerReports(RunStore store) implements Reports {

  @Override
  public List<String> formats() {
    return List.of("json", "markdown", "html", "pdf", "docx", "bundle");
  }

  @Override
  public Rendered render(String id, String format) {
    var run = store.find(id).orElseThrow();
    Answer answer = Runs.answer(run).orElseThrow();
    ObjectNode json = Json.MAPPER.valueToTree(answer);
    json.put("run_id", id);
    json.put("status", Standing.of(store, id).state().name().toLowerCase(java.util.Locale.ROOT));
    json.put("question", RunSpec.of(run).question().text());
    ArrayNode citations = (ArrayNode) json.path("citations");
    for (int i = 0; i < citations.size(); i++) {
      ((ObjectNode) citations.get(i))
          .put("locator", answer.citations().get(i).locator().toString());
    }
    return new Rendered(
        format.equals("json") ? Answers.JSON : "text/markdown;charset=utf-8",
        id + "." + format,
        json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
