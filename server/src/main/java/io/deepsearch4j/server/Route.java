package io.deepsearch4j.server;

import java.io.IOException;
import java.util.List;

/// One thing that can be asked for: how, and by whom it is answered. The description of the API is
/// made from these.
///
/// @param path with parts in braces: `/api/v1/runs/{id}`
/// @param name of the operation, unique
/// @param summary one sentence
/// @param request the shape of the body; [Nothing] for none
/// @param parameters of query and header
/// @param answers what may come back when all goes well
/// @param access whether a token is needed
record Route(
    Method method,
    String path,
    String name,
    String summary,
    Class<?> request,
    List<Parameter> parameters,
    List<Good> answers,
    Access access,
    Handler handler) {

  enum Method {
    GET,
    POST,
    PUT,
    DELETE
  }

  enum Access {
    OPEN,
    CALLER,
    /// Whoever runs the server, and nobody else.
    OWNER
  }

  /// No body.
  record Nothing() {}

  /// A body that is a file.
  record Bytes() {}

  /// A body of any shape: described elsewhere, by whoever defined the protocol.
  record Anything() {}

  /// A parameter.
  ///
  /// @param in `query` or `header`
  record Parameter(String name, String in, String type, String description) {
    static Parameter query(String name, String type, String description) {
      return new Parameter(name, "query", type, description);
    }

    static Parameter header(String name, String description) {
      return new Parameter(name, "header", "string", description);
    }
  }

  /// A good answer.
  ///
  /// @param shape of its JSON, or [Anything]
  record Good(int status, String mediaType, Class<?> shape) {
    static Good json(int status, Class<?> shape) {
      return new Good(status, Answers.JSON, shape);
    }
  }

  /// Whoever answers.
  @FunctionalInterface
  interface Handler {
    void handle(Exchange exchange) throws IOException, InterruptedException;
  }

  Route {
    parameters = List.copyOf(parameters);
    answers = List.copyOf(answers);
  }

  static Route get(String path, String name, String summary, Class<?> shape, Handler handler) {
    return of(Method.GET, path, name, summary, Nothing.class, Good.json(200, shape), handler);
  }

  /// A wish that is noted and carried out later.
  static Route post(String path, String name, String summary, Class<?> request, Handler handler) {
    return of(Method.POST, path, name, summary, request, Good.json(202, RunView.class), handler);
  }

  static Route of(
      Method method,
      String path,
      String name,
      String summary,
      Class<?> request,
      Good answer,
      Handler handler) {
    return new Route(
        method, path, name, summary, request, List.of(), List.of(answer), Access.CALLER, handler);
  }

  Route with(Parameter... more) {
    return new Route(method, path, name, summary, request, List.of(more), answers, access, handler);
  }

  Route answering(Good... goods) {
    return new Route(
        method, path, name, summary, request, parameters, List.of(goods), access, handler);
  }

  Route openTo(Access who) {
    return new Route(method, path, name, summary, request, parameters, answers, who, handler);
  }
}
