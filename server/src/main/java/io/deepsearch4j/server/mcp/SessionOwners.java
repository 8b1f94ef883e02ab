package io.deepsearch4j.server.mcp;

import io.modelcontextprotocol.spec.HttpHeaders;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Keeps each protocol session to the caller who opened it: a session of somebody else, a forgotten
/// one and an invented one are all not found, and clients open a new one. Of each caller the least
/// used are forgotten. Safe to share between threads.
///
/// @param <C> who calls
final class SessionOwners<C> implements Filter {
  private static final int MOST_OF_ONE = 100;

  private final Function<HttpServletRequest, C> caller;
  private final Map<String, C> owners = new LinkedHashMap<>(16, 0.75f, true);

  SessionOwners(Function<HttpServletRequest, C> caller) {
    this.caller = caller;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var http = (HttpServletRequest) request;
    var answer = (HttpServletResponse) response;
    C who = caller.apply(http);
    String session = http.getHeader(HttpHeaders.MCP_SESSION_ID);
    if (session != null && !owns(who, session)) {
      answer.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    chain.doFilter(request, new Noting(answer, who));
  }

  private boolean owns(C who, String session) {
    synchronized (owners) {
      return who.equals(owners.get(session));
    }
  }

  private void note(String session, C who) {
    synchronized (owners) {
      owners.put(session, who);
      List<String> own =
          owners.entrySet().stream()
              .filter(entry -> entry.getValue().equals(who))
              .map(Map.Entry::getKey)
              .toList();
      if (own.size() > MOST_OF_ONE) {
        owners.remove(own.getFirst());
      }
    }
  }

  /// Hears of a new session before its client does.
  private final class Noting extends HttpServletResponseWrapper {
    private final C who;

    private Noting(HttpServletResponse response, C who) {
      super(response);
      this.who = who;
    }

    @Override
    public void setHeader(String name, String value) {
      if (name.equalsIgnoreCase(HttpHeaders.MCP_SESSION_ID)) {
        note(value, who);
      }
      super.setHeader(name, value);
    }
  }
}
