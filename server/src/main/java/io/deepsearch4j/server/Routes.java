package io.deepsearch4j.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that can be asked for, in one table, and what happens when asking goes wrong. This is
/// an edge: exceptions become answers here.
final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final List<Route> all;
  private final int maxBytes;
  private final Observer observer;

  /// Is told of each answer.
  interface Observer {
    void answered(Route route, int status, long nanos);
  }

  Routes(List<Route> all, int maxBytes, Observer observer) {
    this.all = List.copyOf(all);
    this.maxBytes = maxBytes;
    this.observer = observer;
  }

  List<Route> all() {
    return all;
  }

  void addTo(RoutesConfig routes) {
    for (Route route : all) {
      routes.addHttpHandler(type(route.method()), route.path(), context -> answer(route, context));
    }
    routes.exception(ProblemException.class, (e, context) -> problem(context, e));
    routes.exception(
        HttpResponseException.class, (e, context) -> problem(context, byJavalin(e.getStatus())));
    routes.exception(
        ServerException.class,
        (e, context) ->
            problem(context, new ProblemException(Code.INTERNAL, String.valueOf(e.getMessage()))));
    routes.exception(Exception.class, (e, context) -> problem(context, mistake(context, e)));
    routes.error(404, context -> unanswered(context, 404));
    routes.error(405, context -> unanswered(context, 405));
  }

  private static HandlerType type(Route.Method method) {
    return switch (method) {
      case GET -> HandlerType.GET;
      case POST -> HandlerType.POST;
      case PUT -> HandlerType.PUT;
      case DELETE -> HandlerType.DELETE;
    };
  }

  private void answer(Route route, Context context) throws IOException {
    long begun = System.nanoTime();
    var exchange = new Exchange(context, maxBytes);
    try {
      if (route.access() == Route.Access.OWNER && !exchange.caller().isOwner()) {
        throw new ProblemException(Code.FORBIDDEN, "only whoever runs the server may ask for this");
      }
      route.handler().handle(exchange);
    } catch (EOFException _) {
      // The client went away; a run does not mind.
      LOG.debug("a client of {} went away", route.name());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      problem(context, new ProblemException(Code.STOPPING, "the server stops", 5));
    } catch (ProblemException e) {
      problem(context, e);
    } finally {
      observer.answered(route, context.res().getStatus(), System.nanoTime() - begun);
    }
  }

  private static void problem(Context context, ProblemException problem) {
    try {
      Answers.problem(context.res(), context.req().getRequestURI(), problem);
    } catch (IOException e) {
      LOG.debug("a client went away before it heard of a problem", e);
    }
  }

  private static void unanswered(Context context, int status) {
    if (!context.res().isCommitted() && context.res().getContentType() == null) {
      problem(context, byJavalin(status));
    }
  }

  private static ProblemException byJavalin(int status) {
    return switch (status) {
      case 404 -> new ProblemException(Code.NOT_FOUND, "there is nothing here; see /openapi.json");
      case 405 ->
          new ProblemException(
              Code.METHOD_NOT_ALLOWED, "that method is not known here; see /openapi.json");
      case 413 -> new ProblemException(Code.TOO_LARGE, "the body is too long; send less");
      default -> new ProblemException(Code.MALFORMED, "that request cannot be understood");
    };
  }

  private static ProblemException mistake(Context context, Exception e) {
    LOG.error("{} {} failed", context.method(), context.req().getRequestURI(), e);
    return new ProblemException(
        Code.INTERNAL, "the server made a mistake; its log has the details");
  }
}
