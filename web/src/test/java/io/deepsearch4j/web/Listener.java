package io.deepsearch4j.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Listens on every address of this machine and knows whether anyone has come.
final class Listener implements AutoCloseable {
  private final ServerSocketChannel channel = ServerSocketChannel.open();

  Listener() throws IOException {
    channel.bind(new InetSocketAddress(0));
    channel.configureBlocking(false);
  }

  int port() {
    return channel.socket().getLocalPort();
  }

  /// The kernel has queued a connection as soon as the other side's connect has returned.
  boolean wasReached() throws IOException {
    try (SocketChannel visitor = channel.accept()) {
      return visitor != null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
