package io.deepsearch4j.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// Browsers that have shown a token and carry a cookie instead. They live in this process and end
/// with it. Safe to share between threads.
final class Sessions {
  static final String COOKIE = "deepsearch-session";
  private static final Duration LIFE = Duration.ofDays(7);
  private static final int MOST = 1_000;
  private static final int BYTES = 32;

  private static final int MOST_OF_ONE = 20;

  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, Session> open = new ConcurrentHashMap<>();

  private record Session(String name, Instant end) {}

  Sessions(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// Opens a session; answers the value of its cookie.
  String open(Caller caller) {
    Instant now = clock.instant();
    open.values().removeIf(session -> session.end().isBefore(now));
    forgetOldestOf(caller.name());
    if (open.size() >= MOST) {
      throw new ProblemException(
          Code.TOO_MANY_REQUESTS, "too many browsers are signed in; sign one out first", 60);
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    open.put(id, new Session(caller.name(), now.plus(LIFE)));
    return id;
  }

  /// One caller's many browsers keep nobody else out.
  private void forgetOldestOf(String name) {
    List<Map.Entry<String, Session>> mine =
        open.entrySet().stream()
            .filter(entry -> entry.getValue().name().equals(name))
            .sorted(Map.Entry.comparingByValue(Comparator.comparing(Session::end)))
            .toList();
    mine.stream()
        .limit(Math.max(0, mine.size() - MOST_OF_ONE + 1))
        .forEach(entry -> open.remove(entry.getKey()));
  }

  Optional<Caller> caller(String id) {
    return Optional.ofNullable(open.get(id))
        .filter(session -> session.end().isAfter(clock.instant()))
        .map(session -> new Caller(session.name(), id));
  }

  /// Whether a caller may still be served: streams outlive requests, but no session.
  boolean isOpen(Caller caller) {
    return caller.session().isEmpty() || caller(caller.session()).isPresent();
  }

  void close(String id) {
    open.remove(id);
  }
}
