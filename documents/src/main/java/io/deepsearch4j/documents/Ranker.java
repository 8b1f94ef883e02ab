package io.deepsearch4j.documents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ranks a document's passages by how well they seem to answer a question: by shared words (BM25)
/// and by meaning (embeddings), fused by reciprocal rank.
///
/// Safe to share if its embedder is. Embedding costs far more than words do, so only the best
/// passages by words are embedded, filled up evenly from the rest where few share a word, as when
/// question and document differ in language.
public final class Ranker {
  private static final Logger LOG = LoggerFactory.getLogger(Ranker.class);
  private static final int EMBEDDED = 48;
  private static final int K = 60; // Cormack et al. 2009: dampens the lead of the first ranks

  private final Embedder embedder;

  public Ranker(Embedder embedder) {
    this.embedder = embedder;
  }

  /// The best passages, best first.
  public List<Ranked> rank(Document document, List<Passage> passages, String question, int limit) {
    if (passages.isEmpty() || limit < 1 || question.isBlank()) {
      return List.of();
    }
    List<String> texts =
        passages.stream()
            .map(passage -> passage.heading() + "\n" + passage.text(document))
            .toList();
    List<Integer> byWords = WordIndex.rank(texts, question, texts.size());
    var scores = new HashMap<Integer, Double>();
    add(scores, byWords);
    if (embedder.dimensions() > 0) {
      addMeaning(scores, texts, candidates(byWords, texts.size()), question);
    }
    return scores.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(limit)
        .map(entry -> new Ranked(passages.get(entry.getKey()), entry.getValue()))
        .toList();
  }

  // A model that cannot be loaded makes the ranking worse, not the document unreadable.
  private void addMeaning(
      Map<Integer, Double> scores, List<String> texts, Set<Integer> candidates, String question) {
    try {
      add(scores, byMeaning(texts, candidates, question));
    } catch (DocumentsException e) {
      LOG.warn("passages are ranked by words alone: {}", e.getMessage());
    }
  }

  private static void add(Map<Integer, Double> scores, List<Integer> ranking) {
    for (int rank = 0; rank < ranking.size(); rank++) {
      scores.merge(ranking.get(rank), 1.0 / (K + rank + 1), Double::sum);
    }
  }

  private static Set<Integer> candidates(List<Integer> byWords, int count) {
    var candidates = new LinkedHashSet<>(byWords.subList(0, Math.min(EMBEDDED, byWords.size())));
    int missing = Math.min(EMBEDDED, count) - candidates.size();
    double step = Math.max(1, (double) count / Math.max(1, missing));
    for (double at = 0; at < count && candidates.size() < EMBEDDED; at += step) {
      candidates.add((int) at);
    }
    return candidates;
  }

  private List<Integer> byMeaning(List<String> texts, Set<Integer> candidates, String question) {
    var numbers = new ArrayList<>(candidates);
    float[] asked = embedder.question(question);
    List<float[]> vectors = embedder.passages(numbers.stream().map(texts::get).toList());
    return IntStream.range(0, numbers.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -dot(asked, vectors.get(i))))
        .map(numbers::get)
        .toList();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
