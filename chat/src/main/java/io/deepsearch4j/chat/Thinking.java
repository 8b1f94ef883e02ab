package io.deepsearch4j.chat;

/// How hard to think about one reply.
public enum Thinking {
  FAST,
  SLOW
}
