package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Usage;
import java.math.BigDecimal;
import java.time.Instant;

/// One paid call of a run, one row of its bill.
///
/// @param key what the run calls it; the same at every attempt
/// @param requestSha256 the hash of what was asked
/// @param done whether the response is stored; if not, the call was in flight when last seen
/// @param repeated whether it was begun before without a response having been stored
/// @param response what came back; empty unless done
public record Call(
    String key,
    CallKind kind,
    String episode,
    String role,
    String requestSha256,
    boolean done,
    boolean repeated,
    String response,
    Usage usage,
    BigDecimal cost,
    Instant started,
    long millis) {}
