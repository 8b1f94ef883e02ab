package io.deepsearch4j.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A plain client of the server, with a token or without one.
final class Client {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI address;
  private final String token;

  /// What came back.
  record Got(int status, String text, HttpResponse<?> response) {
    JsonNode json() {
      return JSON.readTree(text);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /// One event of a stream.
  record Event(String type, String id, String data) {
    JsonNode json() {
      return JSON.readTree(data);
    }
  }

  /// @param token empty for none
  Client(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  Got get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Got post(String path, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Got put(String path, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  Got delete(String path, String... headers) {
    return send(request(path, headers).DELETE());
  }

  /// Starts a run; answers its id.
  String start(String question) {
    return post("api/v1/runs", "{\"question\":\"" + question + "\"}")
        .json()
        .path("id")
        .asString("");
  }

  HttpRequest.Builder request(String path, String... headers) {
    var request = HttpRequest.newBuilder(address.resolve("/" + path)).timeout(PATIENCE);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  Got send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Contract.of(address, HTTP)
          .check(
              response.request().method().toLowerCase(Locale.ROOT),
              response.request().uri().getRawPath(),
              response.statusCode(),
              response.headers().firstValue("Content-Type").orElse(""),
              response.body());
      return new Got(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The lines of a stream as they come; must be closed.
  Stream<String> lines(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofLines()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Reads the events of a run until the stream ends.
  List<Event> events(String run, String... headers) {
    try (Stream<String> lines = lines(request("api/v1/runs/" + run + "/events", headers).GET())) {
      return events(lines);
    }
  }

  static List<Event> events(Stream<String> lines) {
    var events = new ArrayList<Event>();
    var parts = new String[] {"", "", ""};
    lines.forEach(
        line -> {
          if (line.startsWith("event: ")) {
            parts[0] = line.substring(7);
          } else if (line.startsWith("id: ")) {
            parts[1] = line.substring(4);
          } else if (line.startsWith("data: ")) {
            parts[2] = line.substring(6);
          } else if (line.isEmpty() && !parts[2].isEmpty()) {
            events.add(new Event(parts[0], parts[1], parts[2]));
            parts[0] = "";
            parts[1] = "";
            parts[2] = "";
          }
        });
    return events;
  }
}
