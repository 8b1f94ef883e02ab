package io.deepsearch4j.server.mcp;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A server of tools that runs may call. It is named in the settings and nowhere else: no request
/// can start a command or name an address.
///
/// @param command what to start, with its arguments; empty for a server with an address
/// @param env variables of its environment, beside the few that every program needs
/// @param url where it is reached: `https`, or `http` on this machine; empty for a command
/// @param token what it wants to be shown; empty for none
/// @param tools the tools that may be called, each with a description; an empty one stands for the
///   server's own
/// @param timeout for the start and for each call
public record ToolServerConfig(
    List<String> command,
    Map<String, String> env,
    String url,
    String token,
    Map<String, String> tools,
    Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// What the settings leave out is empty, and the timeout 30 seconds.
  public ToolServerConfig {
    command = command == null ? List.of() : List.copyOf(command);
    env = env == null ? Map.of() : Map.copyOf(env);
    url = url == null ? "" : url;
    token = token == null ? "" : token;
    tools = tools == null ? Map.of() : Map.copyOf(tools);
    timeout = timeout == null ? TIMEOUT : timeout;
    require(
        command.isEmpty() != url.isEmpty(),
        "mcp.servers: a server has either a command or a url; write one of them");
    require(
        url.isEmpty() || isSafe(url),
        "mcp.servers: a url begins with https, or with http://127.0.0.1");
    require(
        url.isEmpty() || env.isEmpty(),
        "mcp.servers: env is for a command; a server with a url has its own");
    require(
        command.isEmpty() || token.isEmpty(),
        "mcp.servers: token is for a url; give it to a command in env");
    require(
        !tools.isEmpty(), "mcp.servers: a server without tools is of no use; list those to allow");
    require(timeout.isPositive(), "mcp.servers: timeout must be longer than nothing");
  }

  // Whoever answers under a name must prove it, or be on this machine: a name that is made to
  // resolve to another address gains nothing.
  private static boolean isSafe(String url) {
    try {
      URI uri = new URI(url);
      return uri.getHost() != null
          && uri.getUserInfo() == null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  @Override
  public String toString() {
    return "ToolServerConfig[" + (url.isEmpty() ? command.getFirst() : url) + "]";
  }
}
