package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Embedder;
import io.deepsearch4j.documents.Passage;
import io.deepsearch4j.documents.Passages;
import io.deepsearch4j.documents.Ranked;
import io.deepsearch4j.documents.Ranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads without a model. Every cell of the tables, every labelled line and the best ranked
/// sentences are candidates; the one whose surroundings name most of what the question names is the
/// answer, as the document has it. What the surroundings do not name lowers the confidence, so that
/// a page about another company, year or segment answers in part at most.
final class ExtractiveDocumentQa implements DocumentQa {
  private static final double ANSWERED = 0.72;
  private static final double PARTIAL = 0.4;
  private static final double BELOW_ANSWERED = 0.7;
  private static final double LIFT = 1.1;
  private static final int NEAREST = 3;
  private static final int MOST_SENTENCES = 20_000;
  private static final int LINKS = 20;
  private static final int OTHER_NAMES = 2;
  private static final int LONGEST_QUOTE = 600;
  private static final String NO_MODEL = "Extracted by rules; no language model was used.";

  private final Ranker ranker;

  ExtractiveDocumentQa(Embedder embedder) {
    ranker = new Ranker(embedder);
  }

  @Override
  public Finding read(Assignment assignment, Purchases purchases) {
    Document document = assignment.document();
    Asked asked = Asked.of(assignment.question());
    Setting setting = Setting.of(asked, assignment.page(), document);
    var tables = new TableCandidates(setting);
    List<Candidate> candidates = new ArrayList<>(tables.find());
    List<Passage> sentences = Passages.sentences(document);
    List<Passage> scanned = sentences.subList(0, Math.min(sentences.size(), MOST_SENTENCES));
    candidates.addAll(new LineCandidates(setting).find(scanned));
    double coverage =
        sentences.isEmpty()
            ? tables.coverage()
            : Math.min(tables.coverage(), (double) scanned.size() / sentences.size());
    return finding(assignment, asked, lifted(assignment, sentences, candidates), coverage);
  }

  /// Where no candidate is sure, meaning decides between them: those in the sentences that the
  /// ranker finds nearest to the question gain a little.
  private List<Candidate> lifted(
      Assignment assignment, List<Passage> sentences, List<Candidate> candidates) {
    boolean sure = candidates.stream().anyMatch(one -> one.confidence() >= ANSWERED);
    if (sure || candidates.size() < 2) {
      return candidates;
    }
    List<Passage> nearest =
        ranker.rank(assignment.document(), sentences, assignment.question(), NEAREST).stream()
            .map(Ranked::passage)
            .toList();
    return candidates.stream()
        .map(
            candidate ->
                nearest.stream().anyMatch(passage -> holds(passage, candidate))
                    ? candidate.withConfidence(
                        Math.min(BELOW_ANSWERED, candidate.confidence() * LIFT))
                    : candidate)
        .toList();
  }

  private static boolean holds(Passage passage, Candidate candidate) {
    Span quote = candidate.quotes().getFirst();
    return passage.start() < quote.end() && quote.start() < passage.end();
  }

  private Finding finding(
      Assignment assignment, Asked asked, List<Candidate> candidates, double coverage) {
    List<Candidate> sorted =
        candidates.stream()
            .sorted(Comparator.comparingDouble(Candidate::confidence).reversed())
            .toList();
    Candidate best = sorted.isEmpty() ? NONE : settle(sorted);
    Finding.Status status = status(best.confidence());
    boolean found = status != Finding.Status.NOT_FOUND;
    List<String> missing = found ? best.missing() : asked.salient();
    List<Finding.NextLink> links =
        new LinkRank(assignment.question(), missing)
            .rank(assignment.document(), status == Finding.Status.PARTIAL, LINKS);
    return new Finding(
        status,
        found ? best.answer() : "",
        best.confidence(),
        found ? quotes(assignment, best) : List.of(),
        missing,
        links,
        coverage,
        List.of(NO_MODEL),
        otherNames(asked, assignment.document()));
  }

  private static List<Finding.OtherName> otherNames(Asked asked, Document document) {
    return asked.needs(Need.Kind.NAME).stream()
        .flatMap(
            name ->
                Aliases.of(name.text(), document).stream()
                    .distinct()
                    .limit(OTHER_NAMES)
                    .map(other -> new Finding.OtherName(name.text(), other)))
        .toList();
  }

  private static final Candidate NONE = new Candidate("", List.of(), 0, List.of());

  private static Finding.Status status(double confidence) {
    if (confidence >= ANSWERED) {
      return Finding.Status.ANSWERED;
    }
    return confidence >= PARTIAL ? Finding.Status.PARTIAL : Finding.Status.NOT_FOUND;
  }

  /// The best candidate; less sure where another value fits as well.
  private static Candidate settle(List<Candidate> sorted) {
    Candidate best = sorted.getFirst();
    String answer = Folded.of(best.answer()).toString();
    boolean tied =
        sorted.stream()
            .takeWhile(other -> other.confidence() > best.confidence() - 0.01)
            .anyMatch(other -> !Folded.of(other.answer()).toString().equals(answer));
    return tied ? best.withConfidence(best.confidence() * 0.85) : best;
  }

  private static List<Finding.Quote> quotes(Assignment assignment, Candidate best) {
    String question = AlsoCalled.of(assignment.question()).question();
    List<String> supports =
        assignment.open().stream()
            .filter(condition -> condition.text().equals(question))
            .map(Plan.Condition::id)
            .toList();
    return best.quotes().stream()
        .map(
            span ->
                new Finding.Quote(
                    span.start(),
                    Math.min(span.end(), span.start() + LONGEST_QUOTE),
                    Evidence.Polarity.SUPPORTS,
                    supports,
                    false))
        .toList();
  }
}
