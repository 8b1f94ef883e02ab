package io.deepsearch4j.server;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// How the server is reached and how much it takes on.
///
/// @param host the address to listen at; `127.0.0.1` for this machine alone
/// @param port 0 for any that is free
/// @param authentication whether callers must show a token
/// @param token of whoever runs the server; empty for one that is made at the first start
/// @param users the tokens of further users by their names; each sees their own runs only
/// @param documents folders of documents that runs may search, by the names under which they are
///   offered
/// @param hosts further names under which browsers reach the server, such as `search.example.org`
/// @param requestsPerMinute of one caller
/// @param parallel how many runs are worked on at a time
/// @param queue how many runs may wait
/// @param maxBytes of a request's body
/// @param maxUpload bytes of an uploaded document
/// @param heartbeat how often a silent event stream shows that it is alive
/// @param traces an OpenTelemetry endpoint such as `http://localhost:4318/v1/traces`; empty for
///   none
public record ServerConfig(
    String host,
    int port,
    Authentication authentication,
    String token,
    Map<String, String> users,
    Map<String, String> documents,
    List<String> hosts,
    int requestsPerMinute,
    int parallel,
    int queue,
    int maxBytes,
    int maxUpload,
    Duration heartbeat,
    String traces) {
  private static final int SHORTEST_TOKEN = 20;

  /// Whether callers must show a token.
  public enum Authentication {
    TOKEN,
    NONE
  }

  public static final ServerConfig DEFAULT =
      new ServerConfig(
          "127.0.0.1",
          8080,
          Authentication.TOKEN,
          "",
          Map.of(),
          Map.of(),
          List.of(),
          1_200,
          4,
          100,
          8_388_608,
          26_214_400,
          Duration.ofSeconds(15),
          "");

  public ServerConfig {
    Objects.requireNonNull(authentication);
    users = Map.copyOf(users);
    documents = Map.copyOf(documents);
    hosts = hosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    Objects.requireNonNull(traces);
    require(!host.isBlank(), "server.host is empty; write 127.0.0.1 for this machine alone");
    require(port >= 0 && port <= 65_535, "server.port must be 0 to 65535, not " + port);
    require(requestsPerMinute > 0, "server.requests-per-minute must be at least 1");
    require(parallel > 0, "server.parallel must be at least 1");
    require(queue > 0, "server.queue must be at least 1");
    require(maxBytes >= 1_024, "server.max-bytes must be at least 1024");
    require(maxUpload >= 1_024, "server.max-upload must be at least 1024");
    require(heartbeat.isPositive(), "server.heartbeat must be longer than nothing");
    require(
        users.keySet().stream().allMatch(name -> name.matches("[a-z][a-z0-9._-]{0,31}")),
        "server.users: a name has small letters, digits, dots and dashes, at most 32");
    require(
        documents.keySet().stream().allMatch(name -> name.matches("[a-z0-9][a-z0-9._-]{0,31}")),
        "server.documents: a name has small letters, digits, dots and dashes, at most 32");
    require(
        !documents.containsKey(Library.UPLOADS),
        "server.documents: uploads is what the callers' own documents are called; choose another"
            + " name");
    require(
        token.isEmpty() || token.length() >= SHORTEST_TOKEN,
        "server.token must have at least " + SHORTEST_TOKEN + " characters");
    require(
        users.values().stream().allMatch(one -> one.length() >= SHORTEST_TOKEN),
        "server.users: a token must have at least " + SHORTEST_TOKEN + " characters");
    require(
        users.values().stream().distinct().count() == users.size() && !users.containsValue(token),
        "server.users: two users have the same token; give each their own");
  }

  /// Whether only this machine can reach the server.
  boolean isLoopback() {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  @Override
  public String toString() {
    return "ServerConfig[" + host + ":" + port + "]";
  }
}
