package io.deepsearch4j.engine;

import io.deepsearch4j.engine.network.Network;
import java.util.List;
import java.util.Optional;

/// Finds what a sequence need not compute, because a kept cache or a running sequence begins alike.
/// Used by the engine's thread only.
final class Beginnings {
  /// A sequence waits for an older one to compute at least this many tokens that both begin with.
  private static final int WORTH_WAITING = 64;

  private final Network network;
  private final Drafts drafts;
  private final PrefixCache kept;
  private final List<Sequence> running;

  /// @param running the sequences being served, as they come and go
  Beginnings(Network network, Drafts drafts, PrefixCache kept, List<Sequence> running) {
    this.network = network;
    this.drafts = drafts;
    this.kept = kept;
    this.running = running;
  }

  /// A cache to begin with, holding as much as can be had.
  Network.Cache of(Sequence sequence) {
    Optional<PrefixCache.Match> match = longest(sequence);
    if (match.isPresent()) {
      Network.Cache cache = match.get().cache().fork();
      cache.truncate(match.get().length());
      return cache;
    }
    Network.Cache cache = network.newCache();
    if (drafts.follow()) {
      cache.followForDrafts();
    }
    return cache;
  }

  /// Whether somebody is just computing much of what this sequence begins with.
  boolean isUnderway(Sequence sequence) {
    int have = longest(sequence).map(PrefixCache.Match::length).orElse(0);
    for (Sequence other : running) {
      if (other != sequence && other.isBegun() && other.pending() > 1) {
        int will = shared(sequence, other, other.tokens().size());
        if (will >= Math.max(have, other.cache().length()) + WORTH_WAITING) {
          return true;
        }
      }
    }
    return false;
  }

  /// Tokens that a sequence will add to what is or will be computed for others.
  int fresh(Sequence sequence) {
    if (sequence.isBegun()) {
      return sequence.pending();
    }
    int shared = longest(sequence).map(PrefixCache.Match::length).orElse(0);
    for (Sequence other : running) {
      if (other != sequence && other.isBegun()) {
        shared = Math.max(shared, shared(sequence, other, other.tokens().size()));
      }
    }
    return sequence.tokens().size() - shared;
  }

  /// The most that is computed already; at least one token is left to compute.
  private Optional<PrefixCache.Match> longest(Sequence sequence) {
    Optional<PrefixCache.Match> best = Optional.empty();
    int length = 0;
    for (Sequence other : running) {
      if (other != sequence && other.isBegun()) {
        int shared = shared(sequence, other, other.cache().length());
        if (shared > length) {
          length = shared;
          best = Optional.of(new PrefixCache.Match(other.cache(), shared));
        }
      }
    }
    Optional<PrefixCache.Match> better =
        kept.longest(sequence.tokens(), sequence.tokens().size() - 1, length);
    return better.isPresent() ? better : best;
  }

  private static int shared(Sequence one, Sequence other, int most) {
    return one.tokens().shared(other.tokens(), Math.min(most, one.tokens().size() - 1));
  }
}
