package io.deepsearch4j.chat;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The bytes of a response, taken with a limit on each wait, which an `InputStream` cannot offer.
///
/// One reader. Asks for the next piece only when the last one was taken, so that at most one waits
/// in memory.
final class ByteFlow implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

  private sealed interface Item {
    record Bytes(List<ByteBuffer> buffers) implements Item {}

    record Broken(Throwable cause) implements Item {}

    record End() implements Item {}
  }

  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
  private final long mostBytes;
  private long bytes;
  private boolean ended;

  ByteFlow(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.set(given);
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    items.add(new Item.Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    items.add(new Item.Broken(cause));
  }

  @Override
  public void onComplete() {
    items.add(new Item.End());
  }

  /// The next bytes; empty at the end, and only there.
  ///
  /// @throws HttpTimeoutException when none come in time
  /// @throws OversizeException when the response is larger than allowed
  byte[] next(Duration limit) throws IOException, InterruptedException {
    while (!ended) {
      // A server that drips would otherwise always be in time.
      if (limit.isZero()) {
        throw new HttpTimeoutException("the reply took longer than allowed");
      }
      Item item = items.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (item == null) {
        throw new HttpTimeoutException("nothing came for " + limit.toSeconds() + " s");
      }
      switch (item) {
        case Item.End _ -> ended = true;
        case Item.Broken(var cause) -> throw new IOException("the connection broke", cause);
        case Item.Bytes(var buffers) -> {
          byte[] taken = joined(buffers);
          Flow.Subscription source = subscription.get();
          if (source != null) {
            source.request(1);
          }
          if (taken.length > 0) {
            return taken;
          }
        }
      }
    }
    return new byte[0];
  }

  private byte[] joined(List<ByteBuffer> buffers) throws OversizeException {
    int length = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    bytes += length;
    if (bytes > mostBytes) {
      throw new OversizeException(mostBytes);
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    buffers.forEach(all::put);
    return all.array();
  }

  /// Lets go of the connection.
  @Override
  public void close() {
    Flow.Subscription source = subscription.get();
    if (source != null) {
      source.cancel();
    }
  }

  /// The other side sends more than anyone can want.
  static final class OversizeException extends IOException {
    private static final long serialVersionUID = 1L;

    OversizeException(long mostBytes) {
      super("the reply is larger than " + mostBytes + " bytes");
    }
  }
}
