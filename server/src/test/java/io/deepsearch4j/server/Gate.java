package io.deepsearch4j.server;

import io.deepsearch4j.chat.ChatException;
import io.deepsearch4j.chat.ChatModel;
import io.deepsearch4j.chat.ChatRequest;
import io.deepsearch4j.chat.Delta;
import io.deepsearch4j.chat.Reply;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A model that is held up from one of its replies on until somebody opens; being interrupted
/// meanwhile cancels the call, as with any model.
final class Gate implements ChatModel {
  private final ChatModel model;
  private final int held;
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  /// @param held the first reply that is held up, from 1
  Gate(ChatModel model, int held) {
    this.model = model;
    this.held = held;
  }

  /// Waits until the model has been asked for the reply that is held up.
  void awaitReached() throws InterruptedException {
    if (!reached.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("reply " + held + " was never asked for");
    }
  }

  void open() {
    opened.countDown();
  }

  /// Opens once something holds.
  void openWhen(BooleanSupplier holds) {
    Thread.ofVirtual()
        .start(
            () -> {
              Await.until(holds);
              open();
            });
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public Reply reply(ChatRequest request, Consumer<Delta> watcher) {
    if (asked.incrementAndGet() >= held) {
      reached.countDown();
      try {
        opened.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ChatException(ChatException.Kind.CANCELLED, "the call was cancelled", e);
      }
    }
    return model.reply(request, watcher);
  }
}
