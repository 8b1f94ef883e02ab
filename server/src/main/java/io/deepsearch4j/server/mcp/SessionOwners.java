package io.deepsearch4j.server.mcp;

import io.modelcontextprotocol.spec.HttpHeaders;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps each protocol session to the caller who opened it: a session of somebody else, a forgotten
/// one and an invented one are all not found, and clients open a new one. Where there are too many,
/// of one caller or of all, the least used are ended. Safe to share between threads.
///
/// @param <C> who calls
final class SessionOwners<C> implements Filter {
  private final Function<HttpServletRequest, C> caller;
  private final Most most;
  private final Servlet transport;
  private final Map<String, C> owners = new LinkedHashMap<>(16, 0.75f, true);

  /// How many sessions there may be.
  record Most(int ofOne, int ofAll) {
    static final Most DEFAULT = new Most(100, 1_000);
  }

  /// @param transport answers `DELETE` of a session by ending it
  SessionOwners(Function<HttpServletRequest, C> caller, Most most, Servlet transport) {
    this.caller = caller;
    this.most = most;
    this.transport = transport;
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
    var noting = new Noting(answer, who);
    chain.doFilter(request, noting);
    for (String superfluous : noting.superfluous) {
      transport.service(new Ending(http, superfluous), new Unheard(answer));
    }
  }

  private boolean owns(C who, String session) {
    synchronized (owners) {
      return who.equals(owners.get(session));
    }
  }

  /// Answers which sessions must end for this one.
  private List<String> note(String session, C who) {
    var superfluous = new ArrayList<String>();
    synchronized (owners) {
      owners.put(session, who);
      List<String> own =
          owners.entrySet().stream()
              .filter(entry -> entry.getValue().equals(who))
              .map(Map.Entry::getKey)
              .toList();
      if (own.size() > most.ofOne()) {
        superfluous.add(own.getFirst());
      } else if (owners.size() > most.ofAll()) {
        superfluous.add(owners.keySet().iterator().next());
      }
      superfluous.forEach(owners::remove);
    }
    return superfluous;
  }

  /// Hears of a new session before its client does.
  private final class Noting extends HttpServletResponseWrapper {
    private final C who;
    private final List<String> superfluous = new ArrayList<>();

    private Noting(HttpServletResponse response, C who) {
      super(response);
      this.who = who;
    }

    @Override
    public void setHeader(String name, String value) {
      if (name.equalsIgnoreCase(HttpHeaders.MCP_SESSION_ID)) {
        superfluous.addAll(note(value, who));
      }
      super.setHeader(name, value);
    }
  }

  /// The request by which a client would end a session.
  private static final class Ending extends HttpServletRequestWrapper {
    private final String session;

    private Ending(HttpServletRequest request, String session) {
      super(request);
      this.session = session;
    }

    @Override
    public String getMethod() {
      return "DELETE";
    }

    @Override
    public @Nullable String getHeader(String name) {
      return name.equalsIgnoreCase(HttpHeaders.MCP_SESSION_ID) ? session : super.getHeader(name);
    }
  }

  /// An answer that nobody waits for.
  private static final class Unheard extends HttpServletResponseWrapper {
    private Unheard(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setStatus(int status) {}

    @Override
    public void sendError(int status) {}

    @Override
    public void sendError(int status, String why) {}

    @Override
    public void setContentType(String type) {}

    @Override
    public void setCharacterEncoding(String encoding) {}

    @Override
    public PrintWriter getWriter() {
      return new PrintWriter(Writer.nullWriter());
    }
  }
}
