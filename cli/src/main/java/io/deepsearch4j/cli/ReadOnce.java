package io.deepsearch4j.cli;

import io.deepsearch4j.documents.DocumentReader;
import io.deepsearch4j.documents.Reading;
import io.deepsearch4j.documents.Source;
import io.deepsearch4j.web.PageStore;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Reads the same bytes at the same address once, however many runs open it. Keeps what it has read
/// in memory, so it is for a web of known size. Safe to share.
final class ReadOnce implements DocumentReader {
  private static final int MOST = 20_000;

  private final DocumentReader reader;
  private final Map<Key, Reading> known = new ConcurrentHashMap<>();

  private record Key(URI url, String declaredType, String sha256) {}

  ReadOnce(DocumentReader reader) {
    this.reader = reader;
  }

  @Override
  public Reading read(Source source) {
    var key = new Key(source.url(), source.declaredType(), PageStore.sha256(source.bytes()));
    Reading before = known.get(key);
    if (before != null) {
      return before;
    }
    Reading now = reader.read(source);
    // What could not be read may have been interrupted.
    if (now instanceof Reading.Read && known.size() < MOST) {
      known.put(key, now);
    }
    return now;
  }
}
