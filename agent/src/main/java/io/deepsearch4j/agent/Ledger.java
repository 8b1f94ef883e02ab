package io.deepsearch4j.agent;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Buys each call of a run once: what is stored under its key is given again, what is not is bought
/// and stored. Safe to share between threads that make different calls.
///
/// Only the call in flight at a crash is ever bought twice, and it is marked as repeated.
final class Ledger {
  /// Whether calls may be bought.
  enum Mode {
    /// What is missing is bought.
    LIVE,
    /// Nothing is bought; what is missing shows that the run goes another way than it went.
    REPLAY
  }

  /// What a call is expected to cost at most, or what a run may cost in all.
  record Spending(long tokens, BigDecimal cost) {
    static final Spending NOTHING = new Spending(0, BigDecimal.ZERO);

    Spending plus(Spending other) {
      return new Spending(tokens + other.tokens, cost.add(other.cost));
    }

    private Spending minus(Spending other) {
      return new Spending(tokens - other.tokens, cost.subtract(other.cost));
    }

    boolean fits(Spending limit) {
      return tokens <= limit.tokens && cost.compareTo(limit.cost) <= 0;
    }
  }

  private final Calls calls;
  private final String run;
  private final Mode mode;
  private final Set<String> buying = ConcurrentHashMap.newKeySet();
  private final Object totals = new Object();
  private Bill bill;
  private Spending reserved = Spending.NOTHING;

  private Ledger(Calls calls, String run, Mode mode) {
    this.calls = calls;
    this.run = run;
    this.mode = mode;
    this.bill = calls.bill(run);
  }

  static Ledger live(RunStore store, String run) {
    return new Ledger(store.calls(), store.known(run).id(), Mode.LIVE);
  }

  static Ledger replay(RunStore store, String run) {
    return new Ledger(store.calls(), store.known(run).id(), Mode.REPLAY);
  }

  /// The response of the call with this key: the stored one, or the one bought now.
  ///
  /// @param key the same for the same call at every attempt, and for no other call of the run
  /// @param requestSha256 the hash of what is asked, by which a stored response is known to fit
  /// @throws RunException of kind `DIVERGED` if the stored response answers another request, or if
  ///   none is stored during a replay
  String once(
      String key,
      CallKind kind,
      String episode,
      String role,
      String requestSha256,
      Supplier<Paid> purchase) {
    if (!buying.add(key)) {
      throw new IllegalStateException("call " + key + " is being made already");
    }
    try {
      Optional<Call> known = calls.find(run, key).filter(Call::done);
      if (known.isPresent()) {
        return fitting(known.get(), requestSha256);
      }
      if (mode == Mode.REPLAY) {
        throw diverged(key, "no response is stored for it");
      }
      return buy(key, kind, episode, role, requestSha256, purchase);
    } finally {
      buying.remove(key);
    }
  }

  /// What the run has cost so far, earlier processes included.
  Bill bill() {
    synchronized (totals) {
      return bill;
    }
  }

  /// Sets aside what a call may cost, if that and all else that is spent or set aside stays within
  /// the limit. Close the reservation after the call: by then the bill has the true cost.
  Optional<Reservation> reserve(Spending wanted, Spending limit) {
    synchronized (totals) {
      Bill.Line total = bill.total();
      var spent = new Spending(total.usage().total(), total.cost());
      if (!spent.plus(reserved).plus(wanted).fits(limit)) {
        return Optional.empty();
      }
      reserved = reserved.plus(wanted);
      return Optional.of(new Reservation(this, wanted));
    }
  }

  /// Money and tokens set aside for one call; closing gives them back.
  static final class Reservation implements AutoCloseable {
    private final Ledger ledger;
    private Spending held;

    private Reservation(Ledger ledger, Spending held) {
      this.ledger = ledger;
      this.held = held;
    }

    @Override
    public void close() {
      synchronized (ledger.totals) {
        ledger.reserved = ledger.reserved.minus(held);
        held = Spending.NOTHING;
      }
    }
  }

  private String buy(
      String key,
      CallKind kind,
      String episode,
      String role,
      String requestSha256,
      Supplier<Paid> purchase) {
    var started = calls.now();
    calls.started(run, key, kind, episode, role, requestSha256, started);
    Paid paid = purchase.get();
    calls.done(run, key, paid, calls.now().toEpochMilli() - started.toEpochMilli());
    synchronized (totals) {
      bill = bill.plus(role, new Bill.Line(1, paid.usage(), paid.cost()));
    }
    return paid.response();
  }

  private String fitting(Call call, String requestSha256) {
    if (!call.requestSha256().equals(requestSha256)) {
      throw diverged(call.key(), "its request is not the one whose response is stored");
    }
    return call.response();
  }

  private RunException diverged(String key, String why) {
    return new RunException(
        RunException.Kind.DIVERGED,
        "run %s does not repeat itself at call %s: %s; fork it there to go another way"
            .formatted(run, key, why));
  }
}
