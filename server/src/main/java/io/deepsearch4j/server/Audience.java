package io.deepsearch4j.server;

import io.deepsearch4j.agent.CallKind;
import io.deepsearch4j.agent.Part;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.agent.RunException;
import io.deepsearch4j.agent.RunStore;
import io.deepsearch4j.agent.Step;
import io.deepsearch4j.agent.StoredStep;
import io.deepsearch4j.agent.Watcher;
import io.deepsearch4j.chat.Delta;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everybody who watches runs through this server. One thread follows the store: at once where a
/// run of this process says that there is something new, and every so often for runs of other
/// processes. However many watch, a run is read once. Safe to share between threads.
public final class Audience implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);
  private static final int PAGE = 200;

  private final RunStore store;
  private final Duration poll;
  private final Map<String, Followed> followed = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();
  private final Set<String> heard = ConcurrentHashMap.newKeySet();
  private final Thread follower;
  private volatile Observer observer = (_, _) -> {};
  private volatile boolean closed;

  /// Is told of every step that this process makes. Must be quick.
  interface Observer {
    void step(String run, Step step);
  }

  /// What is looked at: steps at every news, the rest in rounds.
  private enum Glance {
    STEPS,
    ALL
  }

  private static final class Followed {
    private final Channel channel;
    private int seats;
    private @Nullable StoredStep lastStep;
    private Standing standing;

    private Followed(Channel channel, Standing standing) {
      this.channel = channel;
      this.standing = standing;
    }
  }

  /// Something outside that a run is waiting for.
  record Waiting(String kind, String what) {}

  /// A piece of what a model writes.
  record Piece(String part, String kind, String text) {}

  /// A place among those who watch a run; must be given up.
  final class Seat implements AutoCloseable {
    private final String run;
    private final Followed mine;

    private Seat(String run, Followed mine) {
      this.run = run;
      this.mine = mine;
    }

    Channel channel() {
      return mine.channel;
    }

    @Override
    public void close() {
      leave(run, mine);
    }
  }

  /// @param poll how often the runs of other processes are looked at
  public Audience(RunStore store, Duration poll) {
    this.store = store;
    this.poll = poll;
    this.follower = Thread.ofPlatform().daemon().name("audience").start(this::follow);
  }

  /// Watches a run of this process for everybody.
  public Watcher watcher(String run) {
    return new Watcher() {
      @Override
      public void step(int position, Step step) {
        tell(run);
        observer.step(run, step);
      }

      @Override
      public void waitingFor(CallKind kind, String what) {
        pass(run, "waiting", new Waiting(word(kind), Plain.line(what, 500)));
      }

      @Override
      public void piece(Part part, Delta delta) {
        switch (delta) {
          case Delta.Text(var text) -> pass(run, "piece", new Piece(word(part), "text", text));
          case Delta.Reasoning(var text) ->
              pass(run, "piece", new Piece(word(part), "reasoning", text));
        }
      }
    };
  }

  /// Has somebody told of every step from now on.
  void observe(Observer other) {
    observer = other;
  }

  /// Has a run looked at soon, because something about it has changed.
  void tell(String run) {
    if (followed.containsKey(run) && heard.add(run)) {
      news.add(run);
    }
  }

  private void pass(String run, String type, Object data) {
    Followed one = followed.get(run);
    if (one != null) {
      one.channel.add(Event.passing(type, data));
    }
  }

  /// Takes a seat before a run that exists.
  Seat join(String run) {
    Followed one =
        followed.compute(
            run,
            (_, known) -> {
              // A resumed run is followed anew, even while somebody still sits before its first
              // end.
              Followed seen = known == null || known.channel.isEnded() ? opened(run) : known;
              seen.seats++;
              return seen;
            });
    return new Seat(run, one);
  }

  private Followed opened(String run) {
    Run now = store.find(run).orElseThrow(ProblemException::noSuchRun);
    Optional<StoredStep> last = store.lastStep(run);
    Standing standing = Standing.of(now, last);
    var opened = new Followed(new Channel(last.map(step -> step.seq() + 1).orElse(0)), standing);
    opened.lastStep = last.orElse(null);
    if (standing.state().isEnded()) {
      opened.channel.end();
    }
    return opened;
  }

  private void leave(String run, Followed mine) {
    followed.computeIfPresent(run, (_, one) -> one.equals(mine) && --one.seats == 0 ? null : one);
  }

  /// How many streams are open.
  int seats() {
    return followed.values().stream().mapToInt(one -> one.seats).sum();
  }

  /// Lets every stream look whether it may go on.
  void stir() {
    followed.values().forEach(one -> one.channel.stir());
  }

  private void follow() {
    long nextRound = System.nanoTime();
    while (!closed) {
      try {
        long left = Math.max(0, nextRound - System.nanoTime());
        String run = news.poll(left, TimeUnit.NANOSECONDS);
        if (run != null) {
          heard.remove(run);
          refresh(run, Glance.STEPS);
        } else {
          // Copied, because seats come and go while the store is read.
          new HashSet<>(followed.keySet()).forEach(one -> refresh(one, Glance.ALL));
          nextRound = System.nanoTime() + poll.toNanos();
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void refresh(String run, Glance glance) {
    Followed one = followed.get(run);
    if (one == null || one.channel.isEnded()) {
      return;
    }
    try {
      switch (glance) {
        case STEPS -> readSteps(run, one);
        case ALL -> {
          // The end is looked at first: no step comes after it.
          Optional<Run> now = store.find(run);
          if (now.isEmpty()) {
            // Deleted, and only what has ended can be.
            one.channel.end();
            return;
          }
          readSteps(run, one);
          tellStanding(Standing.of(now.get(), Optional.ofNullable(one.lastStep)), one);
        }
      }
    } catch (RunException e) {
      // The next round may succeed; the stream's heartbeat goes on meanwhile.
      LOG.warn("a run cannot be followed for the moment: {}", e.getMessage());
    } catch (RuntimeException e) {
      // A step that this version cannot read, say; the other runs are followed all the same.
      LOG.warn("a run cannot be followed any more", e);
      one.channel.end();
    }
  }

  private void readSteps(String run, Followed one) {
    boolean more = true;
    while (more) {
      var steps = store.stepsSince(run, one.channel.nextStep(), PAGE);
      for (StoredStep step : steps) {
        one.channel.add(Event.of(step));
        one.lastStep = step;
      }
      more = steps.size() == PAGE;
    }
  }

  private static void tellStanding(Standing standing, Followed one) {
    if (!standing.equals(one.standing)) {
      one.standing = standing;
      one.channel.add(Event.passing("state", standing));
    }
    if (standing.state().isEnded()) {
      one.channel.end();
    }
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  /// Ends every stream.
  @Override
  public void close() {
    closed = true;
    follower.interrupt();
    followed.values().forEach(one -> one.channel.end());
  }
}
