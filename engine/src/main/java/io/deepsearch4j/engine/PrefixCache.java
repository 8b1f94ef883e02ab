package io.deepsearch4j.engine;

import io.deepsearch4j.engine.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Caches of requests that are over, for later ones that begin alike; they stay until the memory is
/// needed, what was used last longest. Used by the engine's thread only.
///
/// An agent sends its whole history with every step; all but the newest part is found here. The
/// search compares the request with each of a few dozen token arrays, which takes microseconds.
final class PrefixCache implements AutoCloseable {
  private static final int MOST_ENTRIES = 64;

  /// The latest used last.
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(int[] tokens, Network.Cache cache) {}

  /// A cache and how many of its tokens are wanted.
  record Match(Network.Cache cache, int length) {}

  /// The kept cache that shares most of the first `most` tokens, if that is more than `least`.
  Optional<Match> longest(TokenList tokens, int most, int least) {
    int best = least;
    int at = -1;
    for (int i = 0; i < entries.size(); i++) {
      int shared = tokens.shared(entries.get(i).tokens(), most);
      if (shared > best) {
        best = shared;
        at = i;
      }
    }
    if (at < 0) {
      return Optional.empty();
    }
    Entry found = entries.remove(at);
    entries.add(found);
    return Optional.of(new Match(found.cache(), best));
  }

  /// Keeps a cache, which is this object's from now on.
  void keep(int[] tokens, Network.Cache cache) {
    if (tokens.length == 0) {
      cache.close();
      return;
    }
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      if (begins(entry.tokens(), tokens)) {
        cache.close();
        entries.add(entries.remove(i));
        return;
      }
      if (begins(tokens, entry.tokens())) {
        entries.remove(i).cache().close();
      }
    }
    entries.add(new Entry(tokens, cache));
    if (entries.size() > MOST_ENTRIES) {
      dropOldest();
    }
  }

  private static boolean begins(int[] tokens, int[] beginning) {
    return beginning.length <= tokens.length
        && Arrays.equals(tokens, 0, beginning.length, beginning, 0, beginning.length);
  }

  /// Bytes of all of them, shared ones counted more than once.
  long bytes() {
    long bytes = 0;
    for (Entry entry : entries) {
      bytes += entry.cache().bytes();
    }
    return bytes;
  }

  /// Gives up the cache that was not used for longest; false where none is left.
  boolean dropOldest() {
    if (entries.isEmpty()) {
      return false;
    }
    entries.removeFirst().cache().close();
    return true;
  }

  @Override
  public void close() {
    while (dropOldest()) {}
  }
}
