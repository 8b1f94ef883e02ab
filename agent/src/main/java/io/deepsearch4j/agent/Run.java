package io.deepsearch4j.agent;

import java.time.Instant;

/// One question on its way to an answer, as it is stored.
///
/// @param spec everything else that was asked for, as JSON
/// @param stopReason why it ended, in one word; empty while it has not. The queue itself says
///   `CANCELLED` and `ERROR` of runs that their handler left open
/// @param owner the process that goes on with it; empty if any may
/// @param answer the answer as JSON; empty if there is none
/// @param asker who asked for it; empty for whoever has the local account
/// @param parent the run this one was forked from; empty for an original
public record Run(
    String id,
    String question,
    String spec,
    RunState state,
    String stopReason,
    String owner,
    String answer,
    String parent,
    String asker,
    Instant created,
    Instant updated) {}
