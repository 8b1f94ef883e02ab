package io.deepsearch4j.web;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/// Asks for an address: guard, scope, traps, robots, politeness, request, and the same again for
/// every redirect. Safe to share.
final class Fetcher {
  private final WebConfig config;
  private final EgressGuard guard;
  private final Robots robots;
  private final Politeness politeness;
  private final Requests requests;

  Fetcher(
      WebConfig config,
      EgressGuard guard,
      Robots robots,
      Politeness politeness,
      Requests requests) {
    this.config = config;
    this.guard = guard;
    this.robots = robots;
    this.politeness = politeness;
    this.requests = requests;
  }

  /// @param conditions headers that make the request for an address conditional
  Delivery fetch(
      HttpUrl start, Scope scope, Traps traps, Function<HttpUrl, Map<String, String>> conditions)
      throws InterruptedException {
    var redirects = new ArrayList<URI>();
    HttpUrl url = start;
    while (true) {
      Optional<Fetched> objection = objection(start, url, scope, traps);
      if (objection.isPresent()) {
        return new Delivery.Missed(objection.get());
      }
      Answer answer;
      Robots.Decision decision;
      try {
        decision = robots.decide(url);
        if (!decision.allowed()) {
          return refused(url, Fetched.Reason.ROBOTS, url + " may not be read: " + decision.why());
        }
        answer = request(url, decision, conditions.apply(url));
      } catch (IOException e) {
        return missed(url, e);
      }
      if (answer.isSuccess() || answer.status() == 304) {
        return new Delivery.Delivered(url, List.copyOf(redirects), answer, decision.why());
      }
      if (!answer.isRedirect()) {
        return unreachable(url, answer.status(), sentence(url, answer));
      }
      if (redirects.size() == config.maxRedirects()) {
        return unreachable(
            url,
            answer.status(),
            "%s was redirected more than %d times".formatted(start, config.maxRedirects()));
      }
      switch (target(url, answer)) {
        case Address.Http(HttpUrl next) -> {
          redirects.add(next.uri());
          url = next;
        }
        case Address.Odd(String why) -> {
          return refused(url, Fetched.Reason.ADDRESS, url + " redirects to an odd place: " + why);
        }
      }
    }
  }

  private static Address target(HttpUrl from, Answer answer) {
    Address target = Address.resolve(from, answer.header("Location"));
    return target instanceof Address.Http(HttpUrl next) && from.isHttps() && !next.isHttps()
        ? new Address.Odd("it leads from https back to http")
        : target;
  }

  private Optional<Fetched> objection(HttpUrl start, HttpUrl url, Scope scope, Traps traps) {
    Optional<String> egress = guard.objection(url);
    if (egress.isPresent()) {
      return Optional.of(new Fetched.Refused(url.uri(), Fetched.Reason.EGRESS, egress.get()));
    }
    if (!scope.allows(url)) {
      String what = url.equals(start) ? "" + url : start + " redirects to " + url + ", which";
      return Optional.of(
          new Fetched.Refused(
              url.uri(), Fetched.Reason.SCOPE, what + " lies outside the sites of this run"));
    }
    return traps
        .objection(url)
        .map(why -> new Fetched.Refused(url.uri(), Fetched.Reason.TRAP, url + ": " + why));
  }

  private Answer request(HttpUrl url, Robots.Decision decision, Map<String, String> conditions)
      throws IOException, InterruptedException {
    return requests.get(
        url,
        conditions,
        new Body(config.maxBytes(), Body.Excess.REFUSE),
        () -> politeness.turn(url.host(), decision.delay()));
  }

  private static Delivery missed(HttpUrl url, IOException failure) {
    return switch (failure) {
      case EgressRefusal refusal -> refused(url, Fetched.Reason.EGRESS, why(refusal));
      case AnswerRefusal refusal -> unreachable(url, 0, url + " was not read: " + why(refusal));
      case SSLException tls ->
          unreachable(
              url,
              0,
              "%s is not read without a valid certificate, and its TLS failed: %s"
                  .formatted(url.host(), why(tls)));
      default -> unreachable(url, 0, url + " did not answer: " + why(failure));
    };
  }

  private static String why(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static String sentence(HttpUrl url, Answer answer) {
    return switch (answer.status()) {
      case 401, 403, 407, 451 -> url + " does not let us in (status " + answer.status() + ")";
      case 404, 410 -> url + " does not exist (status " + answer.status() + ")";
      case 429, 503 ->
          "%s asks us to wait (status %d, Retry-After %s); try it later"
              .formatted(url, answer.status(), retryAfter(answer));
      default -> url + " answered with status " + answer.status();
    };
  }

  private static String retryAfter(Answer answer) {
    String value = answer.header("Retry-After");
    return value.matches("[0-9A-Za-z ,:]{1,40}") ? value : "not given";
  }

  private static Delivery refused(HttpUrl url, Fetched.Reason reason, String why) {
    return new Delivery.Missed(new Fetched.Refused(url.uri(), reason, why));
  }

  private static Delivery unreachable(HttpUrl url, int status, String why) {
    return new Delivery.Missed(new Fetched.Unreachable(url.uri(), status, why));
  }
}
