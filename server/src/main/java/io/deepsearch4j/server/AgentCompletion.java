package io.deepsearch4j.server;

import io.deepsearch4j.agent.Answer;
import io.deepsearch4j.agent.Bill;
import io.deepsearch4j.agent.CallKind;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunState;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.chat.Message;
import io.deepsearch4j.chat.Reply;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run of the agent in the guise of a completion: its steps are the reasoning, its answer the
/// content, its citations the annotations. The run goes on when the client goes away.
final class AgentCompletion {
  static final String RUN_HEADER = "X-Deepsearch-Run";

  private final RunStore store;
  private final Commission commission;
  private final EventStream events;

  /// An ended run as a completion.
  private record Ended(CitedText text, Answer answer, ObjectNode usage) {}

  AgentCompletion(RunStore store, Commission commission, EventStream events) {
    this.store = store;
    this.commission = commission;
    this.events = events;
  }

  void complete(
      Exchange exchange, AgentModel model, CompletionRequest request, Completions completions)
      throws IOException, InterruptedException {
    RunWish wish = AgentWish.of(model, request.messages(), request.effort(), request.body());
    String run =
        commission.start(exchange.caller(), wish, exchange.header("Idempotency-Key").orElse(""));
    exchange.set(RUN_HEADER, run);
    if (request.stream()) {
      stream(exchange, run, completions);
    } else {
      var reasoning = new StringBuilder();
      follow(exchange.caller(), run, line -> reasoning.append(line).append('\n'), () -> {});
      Ended ended = ended(run);
      ObjectNode whole =
          completions.whole(
              new Message.Assistant(ended.text().text(), reasoning.toString(), List.of()),
              Reply.Finish.STOP,
              ended.usage());
      ((ObjectNode) whole.path("choices").path(0).path("message"))
          .set("annotations", annotations(ended.text()));
      sources(whole, ended.answer());
      exchange.answer(200, whole);
    }
  }

  private void stream(Exchange exchange, String run, Completions completions)
      throws IOException, InterruptedException {
    EventWriter out = exchange.events();
    try {
      out.data(completions.chunk(Completions.delta("role", "assistant")).toString());
      follow(
          exchange.caller(),
          run,
          line ->
              out.data(
                  completions
                      .chunk(Completions.delta("reasoning_content", line + "\n"))
                      .toString()),
          out::heartbeat);
      Ended ended = ended(run);
      out.data(completions.chunk(Completions.delta("content", ended.text().text())).toString());
      ObjectNode delta = Json.MAPPER.createObjectNode();
      delta.set("annotations", annotations(ended.text()));
      out.data(completions.chunk(delta).toString());
      ObjectNode last = completions.last(Reply.Finish.STOP);
      last.set("usage", ended.usage());
      sources(last, ended.answer());
      out.data(last.toString());
    } catch (ProblemException e) {
      // The status was sent long ago.
      out.data(Json.text(Answers.openAi(e)));
    }
    out.data("[DONE]");
  }

  /// Takes a line about each step.
  private interface Lines {
    void line(String text) throws IOException;
  }

  /// Something that is done when nothing has happened for a while.
  private interface Idle {
    void idle() throws IOException;
  }

  private void follow(Caller caller, String run, Lines lines, Idle idle)
      throws IOException, InterruptedException {
    events.send(
        run,
        0,
        caller,
        new EventSink() {
          @Override
          public void send(Event event) throws IOException {
            if (event.isStep()) {
              lines.line(event.text());
            }
          }

          @Override
          public void heartbeat() throws IOException {
            idle.idle();
          }
        });
  }

  private Ended ended(String id) {
    Run run = store.find(id).orElseThrow(ProblemException::noSuchRun);
    Answer answer =
        Runs.answer(run)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Code.STOPPING,
                        "run " + id + " goes on without this request; watch it in /api/v1/runs"));
    if (run.state() == RunState.FAILED && answer.answer().isBlank()) {
      throw new ProblemException(Code.MODEL_FAILED, "run " + id + " failed: " + answer.why());
    }
    return new Ended(CitedText.of(answer), answer, usage(id));
  }

  /// What a run has cost, with the fields by which other research services tell it.
  ObjectNode usage(String run) {
    Bill.Line total = store.bill(run).total();
    ObjectNode usage = Completions.usage(total.usage());
    usage.put(
        "num_search_queries",
        store.calls(run).stream().filter(call -> call.kind() == CallKind.SEARCH).count());
    usage.put("cost", total.cost());
    return usage;
  }

  private static ArrayNode annotations(CitedText text) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    for (CitedText.Annotation one : text.annotations()) {
      ObjectNode annotation = list.addObject().put("type", "url_citation");
      annotation.set("url_citation", Json.MAPPER.valueToTree(one));
    }
    return list;
  }

  private static void sources(ObjectNode answer, Answer given) {
    ArrayNode citations = answer.putArray("citations");
    ArrayNode results = answer.putArray("search_results");
    for (Answer.Citation one : given.citations()) {
      citations.add(one.url().toString());
      results.addObject().put("title", one.title()).put("url", one.url().toString());
    }
  }
}
