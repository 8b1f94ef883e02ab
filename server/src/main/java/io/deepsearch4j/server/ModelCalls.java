package io.deepsearch4j.server;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Reply;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/// Asks a model on behalf of a client. A client that goes away cancels the reply.
final class ModelCalls {
  private ModelCalls() {}

  /// Takes the pieces of a reply.
  interface Pieces {
    void piece(Delta delta) throws IOException;
  }

  static Reply reply(ChatModel model, ChatRequest request, Pieces pieces) throws IOException {
    var gone = new AtomicReference<IOException>();
    Thread asking = Thread.currentThread();
    try {
      Reply reply =
          model.reply(
              request,
              delta -> {
                try {
                  if (gone.get() == null) {
                    pieces.piece(delta);
                  }
                } catch (IOException e) {
                  gone.set(e);
                  // Interruption means cancel, whoever's thread brings the pieces.
                  asking.interrupt();
                }
              });
      if (gone.get() == null) {
        return reply;
      }
      // The reply came before it noticed; the interruption was meant for it alone.
      Thread.interrupted();
      throw gone.get();
    } catch (ChatException e) {
      if (gone.get() != null) {
        Thread.interrupted();
        throw gone.get();
      }
      throw problem(e);
    }
  }

  static ProblemException problem(ChatException e) {
    String sentence = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case UNKNOWN_MODEL -> new ProblemException(Code.NOT_FOUND, sentence);
      case CONTEXT_OVERFLOW, REFUSED -> new ProblemException(Code.INVALID, sentence);
      case AUTHORISATION, UNAVAILABLE -> new ProblemException(Code.MODEL_FAILED, sentence);
      case CANCELLED -> new ProblemException(Code.STOPPING, "the reply was cancelled");
    };
  }
}
