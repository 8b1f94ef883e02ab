package io.deepsearch4j.server;

import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.StoredStep;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The events of a run, sent to one client until the run or the client's interest ends. Steps carry
/// their positions as ids, so a client that comes back with `Last-Event-ID` misses none; what is
/// told in passing (what is being waited for, pieces of a model's reply) is told once.
final class EventStream {
  /// Whoever is further behind is told so and goes on from here.
  static final int FURTHEST_BEHIND = 1_000;

  private static final int PAGE = 200;

  private final Audience audience;
  private final RunStore store;
  private final Sessions sessions;
  private final Duration heartbeat;

  /// Steps that were left out; `GET …/steps?from=` has them.
  record Gap(int from, int to) {}

  EventStream(Audience audience, RunStore store, Sessions sessions, Duration heartbeat) {
    this.audience = audience;
    this.store = store;
    this.sessions = sessions;
    this.heartbeat = heartbeat;
  }

  /// @param first position of the first step to send
  void send(String run, int first, Caller caller, EventSink out)
      throws IOException, InterruptedException {
    try (Audience.Seat seat = audience.join(run)) {
      Channel channel = seat.channel();
      long cursor = channel.cursor();
      int known = channel.nextStep();
      int next = first;
      out.send(Event.passing("state", Standing.of(store, run)));
      if (first > known) {
        out.send(Event.passing("gap", new Gap(known, first - 1)));
        next = known;
      }
      next = catchUp(run, next, out);
      while (sessions.isOpen(caller)) {
        Channel.Batch batch = channel.since(cursor, heartbeat.toMillis());
        cursor = batch.cursor();
        if (batch.missed()) {
          next = jump(channel, next, out);
          next = catchUp(run, next, out);
        }
        next = forward(batch.events(), next, out);
        if (batch.ended()) {
          catchUp(run, next, out);
          // A run that was resumed at this very moment goes on: the client comes again. One that
          // was
          // deleted has nothing more to say.
          Optional<Standing> end =
              store
                  .find(run)
                  .map(now -> Standing.of(now, store.lastStep(run)))
                  .filter(standing -> standing.state().isEnded());
          if (end.isPresent()) {
            out.send(Event.passing("end", end.get()));
          }
          return;
        }
        if (batch.events().isEmpty()) {
          out.heartbeat();
        }
      }
    }
  }

  private static int jump(Channel channel, int next, EventSink out) throws IOException {
    int now = channel.nextStep();
    if (now - next <= FURTHEST_BEHIND) {
      return next;
    }
    out.send(Event.passing("gap", new Gap(next, now - 1)));
    return now;
  }

  private static int forward(List<Event> events, int next, EventSink out) throws IOException {
    int expected = next;
    for (Event event : events) {
      if (!event.isStep()) {
        out.send(event);
      } else if (event.position() >= expected) {
        out.send(event);
        expected = event.position() + 1;
      }
    }
    return expected;
  }

  private int catchUp(String run, int from, EventSink out) throws IOException {
    int next = from;
    while (true) {
      List<StoredStep> steps = store.stepsSince(run, next, PAGE);
      for (StoredStep step : steps) {
        out.send(Event.of(step));
        next = step.seq() + 1;
      }
      if (steps.size() < PAGE) {
        return next;
      }
    }
  }
}
