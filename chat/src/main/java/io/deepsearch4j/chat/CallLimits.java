package io.deepsearch4j.chat;

import java.time.Duration;

/// How long to wait for a model, how often to ask again, how much to read.
///
/// @param connect until the connection stands
/// @param firstToken until the first piece of the reply; a long prompt takes a while to read
/// @param silence between two pieces
/// @param total for one reply with all its tries
/// @param tries at most, the first one included
/// @param replyBytes of one reply, on the wire
public record CallLimits(
    Duration connect,
    Duration firstToken,
    Duration silence,
    Duration total,
    int tries,
    long replyBytes) {

  public static final CallLimits DEFAULT =
      new CallLimits(
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(30),
          10,
          64L << 20);

  public CallLimits {
    requirePositive("connect", connect);
    requirePositive("first-token", firstToken);
    requirePositive("silence", silence);
    requirePositive("total", total);
    if (tries < 1) {
      throw new IllegalArgumentException("chat.limits.tries must be at least 1, not " + tries);
    }
    if (replyBytes < 1) {
      throw new IllegalArgumentException(
          "chat.limits.reply-bytes must be at least 1, not " + replyBytes);
    }
  }

  private static void requirePositive(String name, Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("chat.limits." + name + " must be above 0, not " + limit);
    }
  }
}
