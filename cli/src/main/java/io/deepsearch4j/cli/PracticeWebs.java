package io.deepsearch4j.cli;

import io.deepsearch4j.practice.PracticeWeb;
import io.deepsearch4j.web.WebException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// The practice webs that runs of this process look at, each served once, as long as any of them
/// needs it. Safe to share between threads.
final class PracticeWebs {
  private final Map<Sources.Practice, Served> served = new HashMap<>();

  private static final class Served {
    private final PracticeWeb web;
    private int leases;

    private Served(PracticeWeb web) {
      this.web = web;
    }
  }

  /// The right to a practice web until it is given back; only the first giving back counts.
  final class Lease implements AutoCloseable {
    private final Sources.Practice place;
    private final PracticeWeb web;
    private boolean returned;

    private Lease(Sources.Practice place, PracticeWeb web) {
      this.place = place;
      this.web = web;
    }

    PracticeWeb web() {
      return web;
    }

    @Override
    public void close() {
      synchronized (PracticeWebs.this) {
        if (!returned) {
          returned = true;
          giveBack(place);
        }
      }
    }
  }

  /// Where a run about a seed finds its web: where that is served already, else where it can be.
  synchronized Sources.Practice place(long seed) {
    return served.keySet().stream()
        .filter(place -> place.seed() == seed)
        .findFirst()
        .orElseGet(() -> new Sources.Practice(seed, PracticePort.of(seed)));
  }

  /// @throws WebException where somebody else has the port
  synchronized Lease lease(Sources.Practice place) {
    Served one = served.get(place);
    if (one == null) {
      one = new Served(start(place));
      served.put(place, one);
    }
    one.leases++;
    return new Lease(place, one.web);
  }

  private static PracticeWeb start(Sources.Practice place) {
    try {
      return PracticeWeb.start(place.seed(), place.port());
    } catch (UncheckedIOException e) {
      throw new WebException(
          "the practice web cannot be served at port "
              + place.port()
              + "; free that port and try again",
          e);
    }
  }

  private void giveBack(Sources.Practice place) {
    Served one = served.get(place);
    if (one != null && --one.leases == 0) {
      served.remove(place);
      one.web.close();
    }
  }
}
