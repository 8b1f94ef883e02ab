package io.deepsearch4j.cli;

import io.deepsearch4j.documents.Embedder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Embeds the passages of a document once, however many runs read it. Safe to share.
///
/// What is remembered is a whole set of passages, never a single one: the quantised model computes
/// the texts of a batch together, and a vector that depended on which run came first would make
/// measurements differ. Closing this leaves the embedder behind it open.
final class EmbedOnce implements Embedder {
  /// About 120 MB.
  private static final int MOST = 60_000;

  private final Embedder embedder;
  private final Map<Set<String>, Map<String, float[]>> known = new ConcurrentHashMap<>();
  private final AtomicInteger kept = new AtomicInteger();

  EmbedOnce(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public int dimensions() {
    return embedder.dimensions();
  }

  @Override
  public float[] question(String question) {
    return embedder.question(question);
  }

  @Override
  public List<float[]> passages(List<String> passages) {
    Set<String> texts = Set.copyOf(passages);
    Map<String, float[]> vectors = known.get(texts);
    if (vectors == null) {
      vectors = embedded(texts);
      if (kept.addAndGet(texts.size()) <= MOST) {
        known.put(texts, vectors);
      }
    }
    return passages.stream().map(vectors::get).toList();
  }

  // In one order, whatever the order asked for.
  private Map<String, float[]> embedded(Set<String> texts) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(texts));
    List<float[]> vectors = embedder.passages(sorted);
    Map<String, float[]> embedded = new HashMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      embedded.put(sorted.get(i), vectors.get(i));
    }
    return embedded;
  }

  @Override
  public void close() {}
}
