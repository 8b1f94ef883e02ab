package io.deepsearch4j.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/// Answers written straight to the wire, in the form that the asked API uses for errors.
final class Answers {
  static final String JSON = "application/json";

  private Answers() {}

  static void problem(HttpServletResponse response, String path, ProblemException problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    if (problem.retryAfter() > 0) {
      response.setHeader("Retry-After", String.valueOf(problem.retryAfter()));
    }
    if (problem.code() == Code.UNAUTHENTICATED) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    write(response, problem.code().status(), mediaType(path), Json.bytes(body(path, problem)));
  }

  /// In which form problems are told at a path.
  private static String mediaType(String path) {
    return path.startsWith("/v1/") ? JSON : Problem.MEDIA_TYPE;
  }

  private static Object body(String path, ProblemException problem) {
    return path.startsWith("/v1/") ? openAi(problem) : problem.problem();
  }

  /// The same in the form that clients of the OpenAI API read.
  static Map<String, Object> openAi(ProblemException problem) {
    int status = problem.code().status();
    String type =
        switch (status) {
          case 401 -> "authentication_error";
          case 403 -> "permission_error";
          case 404 -> "not_found_error";
          case 429 -> "rate_limit_error";
          default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    return Map.of(
        "error",
        Map.of(
            "message",
            String.valueOf(problem.getMessage()),
            "type",
            type,
            "code",
            problem.code().word()));
  }

  static void write(HttpServletResponse response, int status, String mediaType, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(mediaType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
