package io.deepsearch4j.agent;

import io.deepsearch4j.chat.TokenEstimate;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Link;
import io.deepsearch4j.documents.Passage;
import io.deepsearch4j.documents.Passages;
import io.deepsearch4j.documents.Ranked;
import io.deepsearch4j.documents.Ranker;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which passages and links of a document a reader is shown.
final class Excerpts {
  private static final int PASSAGE_TOKENS = 1_000;
  private static final int OVERLAP_TOKENS = 100;
  private static final int LINKS = 80;

  private final Ranker ranker;

  /// What is shown.
  ///
  /// @param passages in the order of the document
  /// @param total how many passages the document has
  record Excerpt(List<Passage> passages, List<Link> links, int total) {

    double coverage() {
      return total == 0 ? 1 : (double) passages.size() / total;
    }

    /// The same with the last passages left out.
    Excerpt shortened(double share) {
      int kept = Math.max(1, (int) (passages.size() * share));
      return new Excerpt(passages.subList(0, kept), links, total);
    }
  }

  Excerpts(Ranker ranker) {
    this.ranker = ranker;
  }

  /// The best passages that were not shown yet, up to so many tokens.
  Excerpt of(DocumentQa.Assignment assignment, Set<Integer> shown, int tokens) {
    Document document = assignment.document();
    List<Passage> all = Passages.of(document, PASSAGE_TOKENS, OVERLAP_TOKENS);
    List<Passage> fresh = all.stream().filter(one -> !shown.contains(one.index())).toList();
    Map<Integer, Long> weights = new HashMap<>();
    long sum = 0;
    for (Passage passage : fresh) {
      long weight = TokenEstimate.DEFAULT.tokens(passage.text(document));
      weights.put(passage.index(), weight);
      sum += weight;
    }
    List<Passage> chosen = sum <= tokens ? fresh : best(assignment, fresh, weights, tokens);
    return new Excerpt(chosen, links(assignment), all.size());
  }

  // The links as a model sees them: those that the rules find most promising, by their numbers.
  private static List<Link> links(DocumentQa.Assignment assignment) {
    Map<URI, Link> byUrl = new HashMap<>();
    assignment
        .document()
        .links()
        .forEach(link -> byUrl.putIfAbsent(LinkRank.withoutFragment(link.url()), link));
    List<String> open = assignment.open().stream().map(Plan.Condition::text).toList();
    return new LinkRank(assignment.question(), open)
        .rank(assignment.document(), false, LINKS).stream()
            .filter(link -> byUrl.containsKey(link.url()))
            .map(link -> byUrl.get(link.url()))
            .toList();
  }

  private List<Passage> best(
      DocumentQa.Assignment assignment,
      List<Passage> fresh,
      Map<Integer, Long> weights,
      int tokens) {
    var chosen = new ArrayList<Passage>();
    long used = 0;
    String wanted =
        assignment.question()
            + " "
            + String.join(" ", assignment.open().stream().map(Plan.Condition::text).toList());
    for (Ranked ranked : ranker.rank(assignment.document(), fresh, wanted, fresh.size())) {
      long weight = weights.getOrDefault(ranked.passage().index(), 0L);
      if (used + weight <= tokens || chosen.isEmpty()) {
        chosen.add(ranked.passage());
        used += weight;
      }
    }
    chosen.sort(Comparator.comparingInt(Passage::index));
    return chosen;
  }
}
