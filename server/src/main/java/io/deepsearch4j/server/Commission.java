package io.deepsearch4j.server;

import io.deepsearch4j.agent.Asker;
import io.deepsearch4j.agent.RunSpec;
import io.deepsearch4j.agent.Start;
import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.web.PageStore;

/// Takes wishes and makes runs of them, for every door of the server alike.
final class Commission {
  private static final int LONGEST_KEY = 200;
  private static final long SECONDS_TO_WAIT = 30;

  private final Foundation foundation;
  private final int queue;

  Commission(Foundation foundation, ServerConfig config) {
    this.foundation = foundation;
    this.queue = config.queue();
  }

  /// Starts a run; answers its id.
  ///
  /// @param key under which the same request may come again; empty for none
  String start(Caller caller, RunWish wish, String key) {
    if (key.length() > LONGEST_KEY) {
      throw new ProblemException(
          Code.INVALID, "Idempotency-Key has at most " + LONGEST_KEY + " characters");
    }
    String sha256 = key.isEmpty() ? "" : PageStore.sha256(Json.bytes(wish));
    var asker = new Asker(caller.name(), key, sha256);
    // Whoever repeats a request learns of its run, however full the queue is by now.
    return id(foundation.store().requested(asker).orElseGet(() -> started(wish, asker)));
  }

  private Start started(RunWish wish, Asker asker) {
    checkQueue();
    return foundation.runs().start(spec(wish, asker.name()), asker);
  }

  private static String id(Start start) {
    return switch (start) {
      case Start.Started(var id) -> id;
      case Start.Repeated(var id) -> id;
      case Start.Mismatched _ ->
          throw new ProblemException(
              Code.KEY_REUSED,
              "another request was made under this Idempotency-Key; choose a new key");
    };
  }

  /// Refuses more work where enough of it waits already.
  void checkQueue() {
    if (foundation.store().queued("") >= queue) {
      throw new ProblemException(
          Code.QUEUE_FULL,
          queue + " runs wait already; come again later, or raise server.queue",
          SECONDS_TO_WAIT);
    }
  }

  /// The run that a wish of somebody would be.
  RunSpec spec(RunWish wish, String asker) {
    try {
      return foundation.spec().apply(wish, asker);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Code.INVALID, String.valueOf(e.getMessage()));
    } catch (ChatException e) {
      throw new ProblemException(Code.MODEL_FAILED, String.valueOf(e.getMessage()));
    }
  }
}
