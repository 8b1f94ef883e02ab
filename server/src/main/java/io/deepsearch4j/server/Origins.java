package io.deepsearch4j.server;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Under which names the server may be reached, and from which pages. Another page's script, and a
/// foreign name that was made to resolve to this machine, are both turned away.
final class Origins {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names;

  Origins(ServerConfig config) {
    this.names = new HashSet<>(LOOPBACK);
    names.add(config.host().contains(":") ? "[" + config.host() + "]" : config.host());
    names.addAll(config.hosts());
  }

  void check(HttpServletRequest request) {
    String host = request.getHeader("Host");
    if (host == null || !names.contains(name(host))) {
      throw new ProblemException(
          Code.FOREIGN_ORIGIN,
          "this server is not known under that name; add it to server.hosts if it is yours");
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !isOurs(origin, host)) {
      throw new ProblemException(
          Code.FOREIGN_ORIGIN, "requests from pages of other origins are not answered");
    }
    // A page that sends no Origin on a navigation still says whose page it was.
    String site = request.getHeader("Sec-Fetch-Site");
    String mode = request.getHeader("Sec-Fetch-Mode");
    if (site != null && site.equals("cross-site") && !"navigate".equals(mode)) {
      throw new ProblemException(
          Code.FOREIGN_ORIGIN, "requests from pages of other origins are not answered");
    }
  }

  private static boolean isOurs(String origin, String host) {
    try {
      URI uri = new URI(origin);
      String authority = uri.getRawAuthority();
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && authority != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static String name(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }
}
