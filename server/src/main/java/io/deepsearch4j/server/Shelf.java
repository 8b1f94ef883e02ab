package io.deepsearch4j.server;

import io.deepsearch4j.agent.Evidence;
import io.deepsearch4j.agent.Run;
import io.deepsearch4j.documents.Block;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.Locator;
import io.deepsearch4j.documents.Passage;
import io.deepsearch4j.documents.Ranker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What the latest runs of a caller have found, searched by words. The evidence of a run that has
/// ended is read once and kept for a while. Safe to share between threads.
final class Shelf {
  private static final int RUNS = 200;
  private static final int MOST_KEPT = 500;
  private static final int MOST_PASSAGES = 5_000;

  private final RunReading reading;
  private final Ranker ranker = new Ranker(Embedder.none());
  private final SequencedMap<Key, List<Item>> kept = new LinkedHashMap<>(16, 0.75f, true);

  /// A piece of evidence and the run that found it.
  record Item(String run, Evidence evidence) {
    String id() {
      return run + "/" + evidence.id();
    }
  }

  // A run that is resumed is another one afterwards.
  private record Key(String run, Instant updated) {}

  Shelf(RunReading reading) {
    this.reading = reading;
  }

  /// The passages that share words with a query, best first; the same passage comes once.
  List<Item> search(Caller caller, String query, int limit) {
    return ranked(distinct(items(caller)), query, limit);
  }

  /// The same among the evidence of one run.
  List<Item> search(Run run, String query, int limit) {
    return ranked(distinct(items(run)), query, limit);
  }

  private List<Item> items(Caller caller) {
    return reading.runs(caller, "", RUNS).stream()
        .flatMap(run -> items(run).stream())
        .limit(MOST_PASSAGES)
        .toList();
  }

  private List<Item> items(Run run) {
    var key = new Key(run.id(), run.updated());
    synchronized (kept) {
      List<Item> known = kept.get(key);
      if (known != null) {
        return known;
      }
    }
    List<Item> read =
        reading.evidence(run.id()).stream().map(one -> new Item(run.id(), one)).toList();
    if (run.state().isEnded()) {
      synchronized (kept) {
        kept.put(key, read);
        if (kept.size() > MOST_KEPT) {
          kept.pollFirstEntry();
        }
      }
    }
    return read;
  }

  private static List<Item> distinct(List<Item> items) {
    return List.copyOf(
        items.stream()
            .collect(
                Collectors.toMap(
                    item -> item.evidence().url() + "\n" + item.evidence().quote(),
                    item -> item,
                    (newer, _) -> newer,
                    LinkedHashMap::new))
            .values());
  }

  // The ranker ranks the passages of a document, so the quotes become one.
  private List<Item> ranked(List<Item> items, String query, int limit) {
    var text = new StringBuilder();
    var passages = new ArrayList<Passage>();
    var blocks = new ArrayList<Block>();
    for (Item item : items) {
      var place = new Locator.Line(passages.size() + 1);
      int start = text.length();
      text.append(item.evidence().quote());
      int end = text.length();
      text.append('\n');
      blocks.add(new Block(Block.Kind.PARAGRAPH, 0, start, end, place, true));
      passages.add(new Passage(passages.size(), start, end, item.evidence().title(), place));
    }
    var document =
        new Document(
            "text/plain", "", "", "", text.toString(), blocks, List.of(), List.of(), List.of());
    return ranker.rank(document, passages, query, limit).stream()
        .map(ranked -> items.get(ranked.passage().index()))
        .toList();
  }
}
