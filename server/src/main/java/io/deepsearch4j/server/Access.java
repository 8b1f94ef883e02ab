package io.deepsearch4j.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// The door: everything passes it, whichever servlet answers. It looks at Host and Origin, at the
/// token or the session, and at how often somebody comes; and it sends the headers that tell a
/// browser to run nothing of anybody else's.
final class Access implements Filter {
  private static final String CALLER = "deepsearch4j.caller";
  private static final int WRONG_TOKENS = 10;
  private static final Duration LOCKED = Duration.ofMinutes(5);

  private final ServerConfig config;
  private final Tokens tokens;
  private final Sessions sessions;
  private final Origins origins;
  private final Predicate<HttpServletRequest> isOpenToAll;
  private final Allowance requests;
  private final Allowance wrongTokens;

  /// @param isOpenToAll which requests need no token: the page's own files, the probes
  Access(
      ServerConfig config,
      Tokens tokens,
      Sessions sessions,
      Predicate<HttpServletRequest> isOpenToAll,
      Clock clock) {
    this.config = config;
    this.tokens = tokens;
    this.sessions = sessions;
    this.origins = new Origins(config);
    this.isOpenToAll = isOpenToAll;
    this.requests = new Allowance(config.requestsPerMinute(), Duration.ofMinutes(1), clock);
    this.wrongTokens = new Allowance(WRONG_TOKENS, LOCKED, clock);
  }

  /// Who makes a request that has passed the door.
  static Caller caller(HttpServletRequest request) {
    if (request.getAttribute(CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("a request came in without passing the door");
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var http = (HttpServletRequest) request;
    var answer = (HttpServletResponse) response;
    SecurityHeaders.set(answer);
    try {
      http.setAttribute(CALLER, admitted(http));
    } catch (ProblemException e) {
      Answers.problem(answer, http.getRequestURI(), e);
      return;
    }
    chain.doFilter(request, response);
  }

  private Caller admitted(HttpServletRequest request) {
    origins.check(request);
    String address = String.valueOf(request.getRemoteAddr());
    if (isOpenToAll.test(request)) {
      limit("address " + address);
      return Caller.NOBODY;
    }
    if (config.authentication() == ServerConfig.Authentication.NONE) {
      limit("address " + address);
      return Caller.OWNER;
    }
    Caller caller = identified(request, address);
    limit("caller " + caller.name());
    return caller;
  }

  private Caller identified(HttpServletRequest request, String address) {
    Optional<String> token = token(request);
    if (token.isPresent()) {
      return byToken(token.get(), address);
    }
    return session(request)
        .flatMap(sessions::caller)
        .map(caller -> fromOurPage(caller, request))
        .orElseThrow(
            () ->
                new ProblemException(
                    Code.UNAUTHENTICATED,
                    "a token is needed; send it as Authorization: Bearer TOKEN"));
  }

  // A cookie comes along with whatever a page of anybody sends; a token does not.
  private static Caller fromOurPage(Caller caller, HttpServletRequest request) {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    boolean ours =
        request.getHeader("Origin") != null
            || "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    if (!reads && !ours) {
      throw new ProblemException(
          Code.FOREIGN_ORIGIN, "a browser says from which page a request comes; this one does not");
    }
    return caller;
  }

  /// Whose token it is. An address from which too many wrong ones came is told to wait with each
  /// further one; whoever shares that address and has a right one comes in all the same, for
  /// otherwise anybody could lock out everybody behind the same proxy.
  ///
  /// So waiting does not stop guessing: what does is that no token is short.
  Caller byToken(String token, String address) {
    return tokens.caller(token).orElseThrow(() -> wrong(address));
  }

  private ProblemException wrong(String address) {
    long wait = wrongTokens.take(address);
    return wait > 0
        ? new ProblemException(
            Code.TOO_MANY_REQUESTS, "too many wrong tokens came from your address; wait", wait)
        : new ProblemException(
            Code.UNAUTHENTICATED,
            "that token is wrong; the right one is in the file server-token of the home folder, or"
                + " in your settings");
  }

  private void limit(String key) {
    long wait = requests.take(key);
    if (wait > 0) {
      throw new ProblemException(
          Code.TOO_MANY_REQUESTS,
          "more than "
              + config.requestsPerMinute()
              + " requests came in a minute; wait, or raise server.requests-per-minute",
          wait);
    }
  }

  private static Optional<String> token(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || header.length() < 7 || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.empty();
    }
    return Optional.of(header.substring(7).strip());
  }

  private static Optional<String> session(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(Sessions.COOKIE)) {
        return Optional.of(cookie.getValue());
      }
    }
    return Optional.empty();
  }
}
