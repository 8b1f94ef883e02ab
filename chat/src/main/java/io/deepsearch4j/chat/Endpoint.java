package io.deepsearch4j.chat;

import io.deepsearch4j.chat.ChatException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// One OpenAI-compatible endpoint: asks once, and puts its refusals into sentences.
final class Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
  private static final Duration LISTING = Duration.ofSeconds(5);
  private static final int LISTED = 20;

  private final ModelRoute route;
  private final CallLimits limits;
  private final Backoff backoff;
  private final Transport transport;

  Endpoint(ModelRoute route, CallLimits limits, Backoff backoff) {
    this.route = route;
    this.limits = limits;
    this.backoff = backoff;
    transport = new Transport(route.key(), limits);
  }

  /// Asks once.
  ///
  /// @throws IOException when the connection fails, breaks or falls silent
  Outcome ask(String body, Assembly assembly, Deadline total)
      throws IOException, InterruptedException {
    Deadline firstToken = Deadline.after(total.clock(), total.atMost(limits.firstToken()));
    try (Transport.Answer answer =
        transport.post(route.at("/chat/completions"), body, firstToken.left())) {
      LOG.debug("{} answered {}", route.baseUrl().getHost(), answer.status());
      if (!answer.isOk()) {
        Refusal refusal = Refusal.of(answer.status(), answer.text(firstToken, limits.silence()));
        return refusal.mayPass()
            ? new Outcome.Failed(
                "status " + answer.status() + ", " + refusal.quoted(route.key()),
                backoff.askedBy(answer.headers()))
            : new Outcome.Refused(refusal);
      }
      String type = answer.headers().firstValue("Content-Type").orElse("");
      return type.toLowerCase(Locale.ROOT).contains("event-stream")
          ? stream(answer.body(), assembly, firstToken, total)
          : whole(answer.text(total, limits.firstToken()), assembly);
    }
  }

  private Outcome stream(ByteFlow bytes, Assembly assembly, Deadline firstToken, Deadline total)
      throws IOException, InterruptedException {
    var lines = new EventLines();
    Deadline silence = firstToken;
    while (true) {
      byte[] piece = bytes.next(total.atMost(silence.left()));
      List<String> events = piece.length > 0 ? lines.accept(piece) : lines.end();
      for (String event : events) {
        if (event.strip().equals("[DONE]")) {
          return finished(assembly);
        }
        Optional<Outcome> failure = take(event, assembly);
        if (failure.isPresent()) {
          return failure.get();
        }
      }
      if (piece.length == 0) {
        return finished(assembly);
      }
      // Keep-alive comments are not events: a server that sends nothing else is silent.
      if (assembly.hasBegun() && !events.isEmpty()) {
        silence = Deadline.after(total.clock(), limits.silence());
      }
    }
  }

  private Outcome whole(String text, Assembly assembly) {
    String start = text.stripLeading();
    if (start.startsWith("data:")) {
      var lines = new EventLines();
      List<String> events = lines.accept((start + "\n\n").getBytes(StandardCharsets.UTF_8));
      for (String event : events) {
        Optional<Outcome> failure =
            event.strip().equals("[DONE]") ? Optional.empty() : take(event, assembly);
        if (failure.isPresent()) {
          return failure.get();
        }
      }
      return finished(assembly);
    }
    if (start.startsWith("<")) {
      throw new ChatException(
          Kind.UNAVAILABLE,
          route.baseUrl()
              + " answers with a web page instead of JSON; check chat.base-url, which mostly ends"
              + " with /v1.");
    }
    return take(start, assembly).orElseGet(() -> finished(assembly));
  }

  /// Adds one event to the reply; an outcome only where the reply has failed.
  private Optional<Outcome> take(String event, Assembly assembly) {
    Optional<JsonNode> json = CallJson.read(event).filter(JsonNode::isObject);
    if (json.isEmpty()) {
      return Optional.of(new Outcome.Failed("it sent something that is not JSON", Duration.ZERO));
    }
    JsonNode error = json.get().path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      Refusal refusal = Refusal.of(error.path("code").asInt(500), event);
      boolean ours = refusal.status() >= 400 && refusal.status() < 500 && !refusal.mayPass();
      return Optional.of(
          ours || refusal.saysTooLong()
              ? new Outcome.Refused(refusal)
              : new Outcome.Failed("it reported " + refusal.quoted(route.key()), Duration.ZERO));
    }
    assembly.accept(json.get());
    return Optional.empty();
  }

  private static Outcome finished(Assembly assembly) {
    assembly.end();
    return assembly.isFinished()
        ? new Outcome.Answered(assembly)
        : new Outcome.Failed("the reply was cut off", Duration.ZERO);
  }

  ChatException unavailable(String why, int tries) {
    String message =
        String.format(
            Locale.ROOT,
            "%s gave no answer in %d %s, the last time because %s; see that it is running and"
                + " reachable, or set chat.base-url.",
            route.baseUrl(),
            tries,
            tries == 1 ? "try" : "tries",
            route.key().blottedFrom(why));
    return new ChatException(Kind.UNAVAILABLE, message);
  }

  ChatException complaint(Refusal refusal, String model) throws InterruptedException {
    String host = route.baseUrl().getAuthority();
    String quoted = refusal.quoted(route.key());
    if (refusal.status() == 401 || (refusal.status() == 403 && route.key().isMissing())) {
      return new ChatException(
          Kind.AUTHORISATION,
          route.key().isMissing()
              ? host + " wants a key; set " + route.key().name() + "."
              : host + " refuses the key in " + route.key().name() + "; set a valid one.");
    }
    if (refusal.saysNoCredit()) {
      return new ChatException(
          Kind.UNAVAILABLE,
          "The account behind "
              + route.key().name()
              + " has no credit left at "
              + host
              + "; top it up or set another key.");
    }
    if (refusal.status() == 403) {
      return new ChatException(
          Kind.AUTHORISATION,
          host
              + " does not allow "
              + model
              + " with the key in "
              + route.key().name()
              + " (\""
              + quoted
              + "\"); use another key or model.");
    }
    if (refusal.saysTooLong()) {
      return new ChatException(
          Kind.CONTEXT_OVERFLOW,
          "The messages do not fit the window of "
              + model
              + " (\""
              + quoted
              + "\"); shorten them, or set chat.window to what the server has.");
    }
    if (refusal.saysNoSuchModel()) {
      return new ChatException(
          Kind.UNKNOWN_MODEL, host + " does not know the model " + model + offers() + ".");
    }
    if (refusal.status() == 404) {
      return new ChatException(
          Kind.REFUSED,
          "There is nothing at "
              + route.at("/chat/completions")
              + "; chat.base-url must be the part before /chat/completions, mostly ending with /v1.");
    }
    if (refusal.status() >= 300 && refusal.status() < 400) {
      return new ChatException(
          Kind.REFUSED,
          host
              + " wants to send us elsewhere, and keys do not follow; set chat.base-url to the"
              + " final address.");
    }
    return new ChatException(
        Kind.REFUSED,
        host
            + " refuses the request with status "
            + refusal.status()
            + " (\""
            + quoted
            + "\"); change what it names, or use another model.");
  }

  private String offers() throws InterruptedException {
    try (Transport.Answer answer = transport.get(route.at("/models"), LISTING)) {
      Deadline deadline = Deadline.after(InstantSource.system(), LISTING);
      Optional<JsonNode> json = CallJson.read(answer.text(deadline, LISTING));
      String names =
          json.map(node -> node.path("data")).stream()
              .flatMap(JsonNode::valueStream)
              .map(each -> each.path("id").asString(""))
              .filter(each -> !each.isEmpty())
              .limit(LISTED)
              .collect(Collectors.joining(", "));
      return names.isEmpty() ? "; set chat.model" : "; set chat.model to one of: " + names;
    } catch (IOException _) {
      return "; set chat.model";
    }
  }
}
