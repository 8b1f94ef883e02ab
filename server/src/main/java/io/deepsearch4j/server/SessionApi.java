package io.deepsearch4j.server;

import java.io.IOException;
import java.util.List;

/// Signs a browser in and out. The token is shown once; afterwards a cookie that scripts cannot
/// read stands for it.
final class SessionApi {
  private static final String SESSION = "/api/v1/session";

  private final Access access;
  private final Sessions sessions;
  private final Audience audience;

  /// What signs in.
  record SignIn(String token) {
    SignIn {
      if (token == null || token.isBlank()) {
        throw new IllegalArgumentException("token is empty; it is in the file server-token");
      }
    }

    @Override
    public String toString() {
      return "SignIn";
    }
  }

  /// Who is signed in.
  ///
  /// @param owner whether it is whoever runs the server
  record SignedIn(String name, boolean owner) {
    static SignedIn of(Caller caller) {
      return new SignedIn(caller.name(), caller.isOwner());
    }
  }

  SessionApi(Access access, Sessions sessions, Audience audience) {
    this.access = access;
    this.sessions = sessions;
    this.audience = audience;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
                Route.Method.POST,
                SESSION,
                "signIn",
                "Signs a browser in with a token.",
                SignIn.class,
                Route.Good.json(200, SignedIn.class),
                this::signIn)
            .openTo(Route.Access.OPEN),
        Route.get(SESSION, "whoAmI", "Who is signed in.", SignedIn.class, this::whoAmI),
        Route.of(
            Route.Method.DELETE,
            SESSION,
            "signOut",
            "Signs a browser out and ends its event streams.",
            Route.Nothing.class,
            new Route.Good(204, "", Route.Nothing.class),
            this::signOut));
  }

  private void signIn(Exchange exchange) throws IOException {
    Caller caller = access.byToken(exchange.json(SignIn.class).token().strip(), exchange.address());
    exchange.set("Set-Cookie", cookie(sessions.open(caller), 7 * 24 * 3600));
    exchange.answer(200, SignedIn.of(caller));
  }

  private void whoAmI(Exchange exchange) throws IOException {
    exchange.answer(200, SignedIn.of(exchange.caller()));
  }

  private void signOut(Exchange exchange) {
    sessions.close(exchange.caller().session());
    audience.stir();
    exchange.set("Set-Cookie", cookie("", 0));
    exchange.response().setStatus(204);
  }

  private static String cookie(String value, int seconds) {
    return Sessions.COOKIE
        + "="
        + value
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Strict";
  }
}
