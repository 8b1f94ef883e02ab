package io.deepsearch4j.server;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.Reply;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The chat API that existing clients speak. The agent and every served model are names in one
/// list; the door is the same for all of them.
final class OpenAiApi {
  private static final String DONE = "[DONE]";

  private final Map<String, ChatModel> models;
  private final AgentCompletion agent;
  private final Clock clock;
  private final RandomGenerator random;

  OpenAiApi(Foundation foundation, AgentCompletion agent, Clock clock, RandomGenerator random) {
    this.models = new TreeMap<>(foundation.models());
    this.agent = agent;
    this.clock = clock;
    this.random = random;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/v1/models", "listModels", "What can be asked.", Route.Anything.class, this::list),
        Route.get(
            "/v1/models/{model}", "getModel", "One of them.", Route.Anything.class, this::model),
        Route.of(
                Route.Method.POST,
                "/v1/chat/completions",
                "complete",
                "Answers messages, at once or piece by piece; with log-probabilities where the model has them.",
                Route.Anything.class,
                Route.Good.json(200, Route.Anything.class),
                this::complete)
            .answering(
                Route.Good.json(200, Route.Anything.class),
                new Route.Good(200, EventWriter.MEDIA_TYPE, Route.Anything.class)));
  }

  private void list(Exchange exchange) throws IOException {
    ObjectNode answer = Json.MAPPER.createObjectNode().put("object", "list");
    ArrayNode data = answer.putArray("data");
    for (AgentModel one : AgentModel.values()) {
      data.add(described(one.id()));
    }
    models.keySet().forEach(name -> data.add(described(name)));
    exchange.answer(200, answer);
  }

  private void model(Exchange exchange) throws IOException {
    String name = exchange.part("model");
    if (AgentModel.of(name).isEmpty() && !models.containsKey(name)) {
      throw unknown();
    }
    exchange.answer(200, described(name));
  }

  private static ObjectNode described(String name) {
    return Json.MAPPER
        .createObjectNode()
        .put("id", name)
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", "deepsearch4j");
  }

  private static ProblemException unknown() {
    return new ProblemException(
        Code.NOT_FOUND, "there is no model of that name; GET /v1/models lists them");
  }

  private void complete(Exchange exchange) throws IOException, InterruptedException {
    CompletionRequest request = CompletionRequest.of(exchange.json(JsonNode.class));
    var completions =
        new Completions(
            "chatcmpl-" + Long.toUnsignedString(random.nextLong(), 36),
            request.model(),
            clock.instant().getEpochSecond());
    var agentModel = AgentModel.of(request.model());
    if (agentModel.isPresent()) {
      if (request.wantsLogProbabilities()) {
        throw Wire.invalid(
            "the agent writes from many replies and has no logprobs; ask a served model for them");
      }
      agent.complete(exchange, agentModel.get(), request, completions);
      return;
    }
    ChatModel model = models.get(request.model());
    if (model == null) {
      throw unknown();
    }
    if (request.wantsLogProbabilities() && !model.tellsLogProbabilities()) {
      throw Wire.invalid(
          "this model tells no logprobs; leave them out, or ask a model that runs in this server");
    }
    if (request.stream()) {
      stream(exchange, model, request, completions);
    } else {
      Reply reply = ModelCalls.reply(model, request.chat(), _ -> {});
      ObjectNode whole =
          completions.whole(reply.message(), reply.finish(), Completions.usage(reply.usage()));
      if (request.wantsLogProbabilities()) {
        Completions.weigh(whole, reply.likelihoods());
      }
      exchange.answer(200, whole);
    }
  }

  private static void stream(
      Exchange exchange, ChatModel model, CompletionRequest request, Completions completions)
      throws IOException {
    EventWriter out = exchange.events();
    var stream = new CompletionStream(out, completions);
    try {
      stream.begin();
      Reply reply = ModelCalls.reply(model, request.chat(), stream);
      stream.end(reply);
      if (request.streamUsage()) {
        stream.cost(Completions.usage(reply.usage()));
      }
    } catch (ProblemException e) {
      // The status was sent long ago.
      out.data(Json.text(Answers.openAi(e)));
    }
    out.data(DONE);
  }
}
