package io.deepsearch4j.chat;

import io.deepsearch4j.chat.ChatException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// A model behind any OpenAI-compatible endpoint. Safe to share between threads.
///
/// One of the two places that retry: what may pass (broken connections, 408, 425, 429, 5xx, streams
/// cut or fallen silent) is asked again with growing pauses, within [CallLimits]. A stream that was
/// cut is asked again whole, and its pieces reach the watcher again from the start. A parameter
/// that the model refuses is left out, and the model remembered for it.
public final class RemoteChatModel implements ChatModel {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteChatModel.class);
  private static final int MOST_ADAPTATIONS = 8;

  private final ModelRoute route;
  private final CallLimits limits;
  private final Endpoint endpoint;
  private final InstantSource clock;
  private final Pause pause;
  private final Backoff backoff;
  private final Map<String, Quirks> quirks = new ConcurrentHashMap<>();

  /// How to wait before asking again.
  @FunctionalInterface
  public interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  public RemoteChatModel(
      ModelRoute route,
      CallLimits limits,
      InstantSource clock,
      Pause pause,
      RandomGenerator random) {
    this.route = route;
    this.limits = limits;
    this.clock = clock;
    this.pause = pause;
    backoff = new Backoff(random, clock);
    endpoint = new Endpoint(route, limits, backoff);
  }

  /// The model of a configuration, with keys and addresses from an environment.
  public static RemoteChatModel open(ChatConfig config, Map<String, String> environment) {
    return new RemoteChatModel(
        ModelRoute.of(config, environment),
        config.limits(),
        InstantSource.system(),
        Thread::sleep,
        new Random());
  }

  @Override
  public String name() {
    return route.provider() + ":" + route.model();
  }

  @Override
  public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
    try {
      return reply(request, watcher, Deadline.after(clock, limits.total()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(Kind.CANCELLED, "The call to " + name() + " was cancelled.", e);
    }
  }

  private Reply reply(ChatRequest request, Consumer<Delta> watcher, Deadline deadline)
      throws InterruptedException {
    Quirks known = quirks.computeIfAbsent(route.model(request.thinking()), _ -> new Quirks());
    var remarks = new ArrayList<String>();
    ChatRequest asked = request;
    int failures = 0;
    int adaptations = 0;
    while (true) {
      ObjectNode body = RequestBody.of(route, asked, known);
      Outcome outcome = attempt(body, watcher, deadline);
      switch (outcome) {
        case Outcome.Answered(var assembly) -> {
          return reply(asked, known, assembly, remarks);
        }
        case Outcome.Refused(var refusal) -> {
          Adaptation adapted = adapt(asked, known, refusal, body);
          if (adapted.remark().isEmpty() || ++adaptations > MOST_ADAPTATIONS) {
            throw endpoint.complaint(refusal, body.path("model").asString(""));
          }
          remarks.add(adapted.remark());
          asked = adapted.request();
        }
        case Outcome.Failed(var why, var after) -> {
          remarks.add("Asked again: " + why + ".");
          Duration wait = backoff.after(++failures, after);
          if (failures >= limits.tries() || wait.compareTo(deadline.left()) >= 0) {
            throw endpoint.unavailable(why, failures);
          }
          LOG.debug("{} failed ({}), next try in {} ms", name(), why, wait.toMillis());
          pause.pause(wait);
        }
      }
    }
  }

  private Outcome attempt(ObjectNode body, Consumer<Delta> watcher, Deadline deadline)
      throws InterruptedException {
    try {
      return endpoint.ask(body.toString(), new Assembly(watcher), deadline);
    } catch (ByteFlow.OversizeException e) {
      throw new ChatException(
          Kind.UNAVAILABLE,
          "The reply of "
              + name()
              + " is larger than "
              + limits.replyBytes()
              + " bytes; raise chat.limits.reply-bytes or lower the reply's tokens.",
          e);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Outcome.Failed(why, Duration.ZERO);
    }
  }

  /// What to ask instead.
  ///
  /// @param remark empty where nothing can be changed
  private record Adaptation(ChatRequest request, String remark) {}

  private static Adaptation adapt(
      ChatRequest asked, Quirks known, Refusal refusal, ObjectNode body) {
    if (refusal.saysTooLong()) {
      var room = refusal.roomForReply();
      if (room.isPresent() && room.getAsInt() < asked.sampling().maxTokens()) {
        var shorter = asked.withSampling(asked.sampling().withMaxTokens(room.getAsInt()));
        return new Adaptation(
            shorter, "The window leaves room for only " + room.getAsInt() + " tokens of reply.");
      }
      return new Adaptation(asked, "");
    }
    return new Adaptation(asked, known.learn(refusal, body).orElse(""));
  }

  private Reply reply(ChatRequest request, Quirks known, Assembly assembly, List<String> remarks) {
    Written written = assembly.written();
    Understood understood = known.dialect(route.dialect()).parse(written, request);
    Message.Assistant message = understood.message();
    remarks.addAll(understood.remarks());
    Counts counts =
        Counts.of(
            assembly.usage(),
            request,
            new Written(written.text(), message.reasoning(), written.calls()));
    remarks.addAll(counts.remarks());
    boolean ignored =
        request.thinking() == Thinking.FAST
            && (counts.usage().reasoning() > 0 || !message.reasoning().isBlank());
    String asked = route.model(request.thinking());
    String answered = assembly.model().isEmpty() ? asked : assembly.model();
    if (!isSame(asked, answered)) {
      remarks.add("The server answered with " + answered + " instead of " + asked + ".");
    }
    Reply.Finish finish =
        assembly.finish() == Reply.Finish.STOP && !message.calls().isEmpty()
            ? Reply.Finish.TOOL_CALLS
            : assembly.finish();
    return new Reply(
        route.thinking().settle(message, request.thinking()),
        finish,
        counts.usage(),
        answered,
        ignored,
        remarks);
  }

  /// Servers add a date or a folder to a name; that is the same model.
  private static boolean isSame(String asked, String answered) {
    String one = asked.toLowerCase(Locale.ROOT);
    String other = answered.toLowerCase(Locale.ROOT);
    return one.contains(other) || other.contains(one);
  }

  @Override
  public String toString() {
    return name();
  }
}
