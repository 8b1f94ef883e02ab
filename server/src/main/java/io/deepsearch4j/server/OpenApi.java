package io.deepsearch4j.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The description of everything that can be asked for, as OpenAPI 3.1, made from the table of
/// routes.
final class OpenApi {
  private static final String VERSION = "3.1.0";
  private static final Pattern PART = Pattern.compile("\\{([a-z_]+)}");

  private final byte[] document;

  OpenApi(List<Route> table) {
    var all = new ArrayList<>(table);
    all.addAll(routes());
    this.document = Json.bytes(describe(all));
  }

  /// The route that serves it.
  List<Route> routes() {
    return List.of(
        Route.get(
                "/openapi.json", "describe", "This description.", Route.Anything.class, this::send)
            .openTo(Route.Access.OPEN));
  }

  private void send(Exchange exchange) throws IOException {
    exchange.answer(200, Answers.JSON, document);
  }

  static ObjectNode describe(List<Route> table) {
    var schemas = new Schemas();
    ObjectNode root = Json.MAPPER.createObjectNode().put("openapi", VERSION);
    root.putObject("info")
        .put("title", "deepsearch4j")
        .put("version", "1")
        .put("description", "Answers hard questions from the web and documents, with sources.");
    ObjectNode paths = root.putObject("paths");
    for (Route route : table) {
      ObjectNode path =
          paths.path(route.path()) instanceof ObjectNode known
              ? known
              : paths.putObject(route.path());
      path.set(route.method().name().toLowerCase(Locale.ROOT), operation(route, schemas));
    }
    schemas.of(Problem.class);
    ObjectNode components = root.putObject("components");
    components.set("schemas", schemas.all());
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    return root;
  }

  private static ObjectNode operation(Route route, Schemas schemas) {
    ObjectNode operation = Json.MAPPER.createObjectNode();
    operation.put("operationId", route.name()).put("summary", route.summary());
    ArrayNode security = operation.putArray("security");
    if (route.access() != Route.Access.OPEN) {
      security.addObject().putArray("token");
    }
    ArrayNode parameters = operation.putArray("parameters");
    Matcher part = PART.matcher(route.path());
    while (part.find()) {
      parameter(parameters, part.group(1), "path", "string", "").put("required", true);
    }
    for (Route.Parameter one : route.parameters()) {
      parameter(parameters, one.name(), one.in(), one.type(), one.description());
    }
    if (route.request() != Route.Nothing.class) {
      boolean isFile = route.request() == Route.Bytes.class;
      operation
          .putObject("requestBody")
          .put("required", true)
          .putObject("content")
          .putObject(isFile ? "application/octet-stream" : Answers.JSON)
          .set("schema", isFile ? Json.MAPPER.createObjectNode() : schemas.of(route.request()));
    }
    ObjectNode responses = operation.putObject("responses");
    for (Route.Good good : route.answers()) {
      answer(responses, good, schemas);
    }
    ObjectNode wrong =
        responses.putObject("default").put("description", "What went wrong.").putObject("content");
    // An address that cannot be read at all belongs to no API.
    wrong.putObject(Problem.MEDIA_TYPE).set("schema", schemas.of(Problem.class));
    if (route.path().startsWith("/v1/")) {
      wrong
          .putObject(Answers.JSON)
          .set("schema", Json.MAPPER.createObjectNode().put("type", "object"));
    }
    return operation;
  }

  private static ObjectNode parameter(
      ArrayNode parameters, String name, String in, String type, String description) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
    if (!description.isEmpty()) {
      parameter.put("description", description);
    }
    parameter.putObject("schema").put("type", type);
    return parameter;
  }

  private static void answer(ObjectNode responses, Route.Good good, Schemas schemas) {
    String status = String.valueOf(good.status());
    ObjectNode response =
        responses.path(status) instanceof ObjectNode known ? known : responses.putObject(status);
    response.put("description", "All went well.");
    if (!good.mediaType().isEmpty()) {
      ObjectNode content =
          response.path("content") instanceof ObjectNode known
              ? known
              : response.putObject("content");
      content.putObject(good.mediaType()).set("schema", schemas.of(good.shape()));
    }
  }
}
