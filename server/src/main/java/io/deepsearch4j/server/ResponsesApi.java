package io.deepsearch4j.server;

import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.Runs;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.Delta;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// The responses API: answers that may come later, be asked for again, and be cancelled. It is the
/// right door for long runs of clients that know no other.
final class ResponsesApi {
  private static final String RESPONSES = "/v1/responses";
  private static final String RESPONSE = RESPONSES + "/{id}";

  private final Map<String, ChatModel> models;
  private final Runs runs;
  private final Commission commission;
  private final EventStream events;
  private final AgentResponses agent;
  private final ModelResponses others;

  ResponsesApi(
      Foundation foundation,
      Commission commission,
      EventStream events,
      Clock clock,
      RandomGenerator random) {
    this.models = foundation.models();
    this.runs = foundation.runs();
    this.commission = commission;
    this.events = events;
    this.agent = new AgentResponses(foundation.store());
    this.others = new ModelResponses(clock, random);
  }

  List<Route> routes() {
    var answer = Route.Good.json(200, Route.Anything.class);
    return List.of(
        Route.of(
                Route.Method.POST,
                RESPONSES,
                "respond",
                "Answers input, at once, piece by piece, or in the background.",
                Route.Anything.class,
                answer,
                this::respond)
            .answering(answer, new Route.Good(200, EventWriter.MEDIA_TYPE, Route.Anything.class)),
        Route.get(RESPONSE, "getResponse", "A response.", Route.Anything.class, this::get),
        Route.of(
            Route.Method.POST,
            RESPONSE + "/cancel",
            "cancelResponse",
            "Ends a response that is being made.",
            Route.Nothing.class,
            answer,
            this::cancel));
  }

  private void respond(Exchange exchange) throws IOException, InterruptedException {
    ResponseRequest request = ResponseRequest.of(exchange.json(JsonNode.class));
    Optional<AgentModel> agentModel = AgentModel.of(request.model());
    if (agentModel.isPresent()) {
      respondByAgent(exchange, agentModel.get(), request);
      return;
    }
    ChatModel model = models.get(request.model());
    if (model == null) {
      throw new ProblemException(
          Code.NOT_FOUND, "there is no model of that name; GET /v1/models lists them");
    }
    if (request.stream()) {
      stream(exchange, model, request);
      return;
    }
    String id = others.begin(exchange.caller(), request);
    if (request.background()) {
      others.later(id, model, request);
    } else {
      others.now(id, model, request, _ -> {});
    }
    answer(exchange, id);
  }

  private void respondByAgent(Exchange exchange, AgentModel model, ResponseRequest request)
      throws IOException, InterruptedException {
    RunWish wish = AgentWish.of(model, request.messages(), request.effort(), request.body());
    String run =
        commission.start(exchange.caller(), wish, exchange.header("Idempotency-Key").orElse(""));
    exchange.set(AgentCompletion.RUN_HEADER, run);
    if (request.stream()) {
      var out = new ResponseEvents(exchange.events());
      out.begun(agent.document(run));
      follow(exchange.caller(), run, out);
      out.ended(agent.document(run), false);
      return;
    }
    if (!request.background()) {
      events.send(run, 0, exchange.caller(), EventSink.NOBODY);
    }
    exchange.answer(200, agent.document(run).node());
  }

  private void follow(Caller caller, String run, ResponseEvents out)
      throws IOException, InterruptedException {
    events.send(
        run,
        0,
        caller,
        new EventSink() {
          @Override
          public void send(Event event) throws IOException {
            if (event.isStep()) {
              out.thought(run, event.text() + "\n");
            }
          }

          @Override
          public void heartbeat() throws IOException {
            out.heartbeat();
          }
        });
  }

  private void stream(Exchange exchange, ChatModel model, ResponseRequest request)
      throws IOException {
    String id = others.begin(exchange.caller(), request);
    try {
      stream(id, exchange, model, request);
    } finally {
      others.abandon(id);
    }
  }

  private void stream(String id, Exchange exchange, ChatModel model, ResponseRequest request)
      throws IOException {
    var out = new ResponseEvents(exchange.events());
    try {
      out.begun(others.find(exchange.caller(), id).orElseThrow());
      others.now(
          id,
          model,
          request,
          delta -> {
            switch (delta) {
              case Delta.Text(var text) -> out.piece("msg_" + id, text);
              case Delta.Reasoning(var text) -> out.thought(id, text);
              case Delta.Likelihoods _ -> {}
            }
          });
      out.ended(others.find(exchange.caller(), id).orElseThrow(), true);
    } catch (ProblemException e) {
      out.failed(e);
    }
  }

  private void get(Exchange exchange) throws IOException {
    answer(exchange, exchange.part("id"));
  }

  private void cancel(Exchange exchange) throws IOException {
    String id = exchange.part("id");
    agent.run(exchange.caller(), id).ifPresent(run -> runs.cancel(run.id()));
    others.cancel(exchange.caller(), id);
    answer(exchange, id);
  }

  private void answer(Exchange exchange, String id) throws IOException {
    Optional<Run> run = agent.run(exchange.caller(), id);
    ResponseDocument document =
        run.map(found -> agent.document(found.id()))
            .or(() -> others.find(exchange.caller(), id))
            .orElseThrow(
                () -> new ProblemException(Code.NOT_FOUND, "there is no response of that id"));
    exchange.answer(200, document.node());
  }
}
