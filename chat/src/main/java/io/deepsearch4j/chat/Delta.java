package io.deepsearch4j.chat;

/// A piece of a reply, as it comes.
public sealed interface Delta {
  record Text(String piece) implements Delta {}

  record Reasoning(String piece) implements Delta {}
}
