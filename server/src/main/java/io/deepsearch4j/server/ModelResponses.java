package io.deepsearch4j.server;

import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.Reply;
import io.deepsearch4j.chat.ToolCall;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Replies of served models as responses. They live in this process: the latest ones, while it
/// lives. Safe to share between threads.
final class ModelResponses {
  private static final int MOST = 500;
  private static final int MOST_AT_WORK = 50;

  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, Kept> kept = new LinkedHashMap<>();

  /// A response and who asked for it.
  private static final class Kept {
    private final Caller caller;
    private final String model;
    private final boolean background;
    private final Instant created;
    private ResponseDocument document;
    private ResponseDocument.Status status = ResponseDocument.Status.IN_PROGRESS;
    private Thread worker = Thread.currentThread();

    private Kept(String id, Caller caller, ResponseRequest request, Instant created) {
      this.caller = caller;
      this.model = request.model();
      this.background = request.background();
      this.created = created;
      this.document = new ResponseDocument(id, model, status, background, created);
    }
  }

  ModelResponses(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// Asks a model for a response that was begun, and waits for its reply.
  void now(String id, ChatModel model, ResponseRequest request, ModelCalls.Pieces pieces)
      throws IOException {
    try {
      end(id, ModelCalls.reply(model, request.chat(), pieces));
    } catch (ProblemException e) {
      fail(id, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      // Whatever else happened: nobody waits for it any more, and it takes no place.
      abandon(id);
    }
  }

  /// Gives up a response that nobody waits for; one that has ended stays as it is.
  void abandon(String id) {
    fail(id, "the client went away");
  }

  /// Has a model asked for a response that was begun, and does not wait.
  void later(String id, ChatModel model, ResponseRequest request) {
    Thread worker =
        Thread.ofVirtual()
            .name("response")
            .unstarted(
                () -> {
                  try {
                    end(id, ModelCalls.reply(model, request.chat(), _ -> {}));
                  } catch (ProblemException e) {
                    fail(id, String.valueOf(e.getMessage()));
                  } catch (IOException e) {
                    throw new IllegalStateException("nobody is being written to", e);
                  } catch (RuntimeException e) {
                    fail(id, "the server made a mistake; its log has the details");
                    throw e;
                  }
                });
    synchronized (this) {
      entry(id).worker = worker;
    }
    worker.start();
  }

  /// Begins a response; answers its id.
  synchronized String begin(Caller caller, ResponseRequest request) {
    long atWork = kept.values().stream().filter(one -> !one.status.isEnded()).count();
    if (atWork >= MOST_AT_WORK) {
      throw new ProblemException(
          Code.QUEUE_FULL, MOST_AT_WORK + " responses are being made; come again later", 10);
    }
    String id =
        "resp_m"
            + Long.toUnsignedString(random.nextLong(), 36)
            + Long.toUnsignedString(random.nextLong(), 36);
    kept.put(id, new Kept(id, caller, request, clock.instant()));
    if (kept.size() > MOST) {
      kept.entrySet().stream()
          .filter(entry -> entry.getValue().status.isEnded())
          .findFirst()
          .map(Map.Entry::getKey)
          .ifPresent(kept::remove);
    }
    return id;
  }

  private synchronized void end(String id, Reply reply) {
    Kept one = entry(id);
    if (one.status.isEnded()) {
      return;
    }
    one.status = ResponseDocument.status(reply.finish());
    var document = new ResponseDocument(id, one.model, one.status, one.background, one.created);
    if (!reply.message().reasoning().isEmpty()) {
      document.reasoning("rs_" + id, List.of(reply.message().reasoning()));
    }
    if (!reply.message().text().isEmpty() || reply.message().calls().isEmpty()) {
      document.message("msg_" + id, new CitedText(reply.message().text(), List.of()));
    }
    for (ToolCall call : reply.message().calls()) {
      document.call("fc_" + call.id(), call);
    }
    if (reply.finish() == Reply.Finish.LENGTH) {
      document.incomplete("max_output_tokens");
    }
    if (reply.finish() == Reply.Finish.CONTENT_FILTER) {
      document.incomplete("content_filter");
    }
    one.document = document.usage(reply.usage());
  }

  private synchronized void fail(String id, String sentence) {
    Kept one = entry(id);
    if (!one.status.isEnded()) {
      one.status = ResponseDocument.Status.FAILED;
      one.document =
          new ResponseDocument(id, one.model, one.status, one.background, one.created)
              .failed(sentence);
    }
  }

  synchronized Optional<ResponseDocument> find(Caller caller, String id) {
    return Optional.ofNullable(kept.get(id))
        .filter(one -> caller.isOwner() || one.caller.name().equals(caller.name()))
        .map(one -> one.document);
  }

  /// Cancels a response of this caller, if it is being made.
  synchronized void cancel(Caller caller, String id) {
    Kept one = kept.get(id);
    if (one == null || find(caller, id).isEmpty() || one.status.isEnded()) {
      return;
    }
    one.status = ResponseDocument.Status.CANCELLED;
    one.document = new ResponseDocument(id, one.model, one.status, one.background, one.created);
    one.worker.interrupt();
  }

  // What is being worked on is never dropped.
  private Kept entry(String id) {
    Kept one = kept.get(id);
    if (one == null) {
      throw new IllegalStateException("response " + id + " is gone");
    }
    return one;
  }
}
