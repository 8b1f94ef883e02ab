package io.deepsearch4j.agent;

import io.deepsearch4j.chat.Untrusted;
import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Passage;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Checks what a reader claims, by code.
///
/// A quote must stand in the document, otherwise it is dropped and the verdict lowered by one
/// level; links are taken by number from our own list, so an invented address is impossible; the
/// numbers of the answer must occur in what is quoted.
final class ReadingCheck {
  private static final int LINKS = 8;
  private static final int MOST_QUOTES = 40;
  private static final int LONGEST_ANSWER = 10_000;

  private ReadingCheck() {}

  static Finding finding(
      JsonNode json, DocumentQa.Assignment assignment, Excerpts.Excerpt excerpt) {
    var remarks = new ArrayList<String>();
    List<Finding.Quote> quotes = quotes(json, assignment, excerpt, remarks);
    String answer =
        Wording.cut(Untrusted.restore(ActionParser.text(json, "answer")).strip(), LONGEST_ANSWER);
    Finding.Status status = status(ActionParser.text(json, "verdict", "status"));
    boolean found = status == Finding.Status.ANSWERED || status == Finding.Status.PARTIAL;
    if (found && !remarks.isEmpty()) {
      status = lowered(status);
    }
    if (found && quotes.isEmpty()) {
      remarks.add("nothing that could be quoted supports the answer");
      status = Finding.Status.NOT_FOUND;
    }
    if (found && !quotes.isEmpty()) {
      Optional<String> doubt = FactCheck.unfounded(answer, assignment.document(), quotes);
      if (doubt.isPresent()) {
        remarks.add(doubt.get());
        status = lowered(Finding.Status.ANSWERED);
      }
    }
    double confidence = share(ActionParser.first(json, "confidence"));
    return new Finding(
        status,
        status == Finding.Status.NOT_FOUND ? "" : answer,
        remarks.isEmpty() ? confidence : Math.min(confidence, 0.5),
        quotes,
        ActionParser.texts(json, "missing"),
        links(json, assignment, excerpt, status == Finding.Status.PARTIAL),
        excerpt.coverage(),
        remarks);
  }

  private static double share(JsonNode node) {
    double value = node.asDouble(0.5);
    return Double.isNaN(value) ? 0.5 : Math.clamp(value, 0.0, 1.0);
  }

  private static Finding.Status status(String word) {
    return switch (word.strip().toUpperCase(Locale.ROOT)) {
      case "ANSWERED" -> Finding.Status.ANSWERED;
      case "PARTIAL" -> Finding.Status.PARTIAL;
      case "CONTRADICTED" -> Finding.Status.CONTRADICTED;
      default -> Finding.Status.NOT_FOUND;
    };
  }

  private static Finding.Status lowered(Finding.Status status) {
    return switch (status) {
      case ANSWERED -> Finding.Status.PARTIAL;
      case PARTIAL, NOT_FOUND -> Finding.Status.NOT_FOUND;
      case CONTRADICTED -> Finding.Status.CONTRADICTED;
    };
  }

  private static List<Finding.Quote> quotes(
      JsonNode json,
      DocumentQa.Assignment assignment,
      Excerpts.Excerpt excerpt,
      List<String> remarks) {
    Document document = assignment.document();
    Set<String> conditions =
        assignment.open().stream().map(Plan.Condition::id).collect(Collectors.toSet());
    var quotes = new ArrayList<Finding.Quote>();
    for (JsonNode item : ActionParser.first(json, "evidence", "quotes")) {
      if (quotes.size() + remarks.size() >= MOST_QUOTES) {
        remarks.add("the reader quoted without end; the rest was dropped");
        break;
      }
      String quote = Untrusted.restore(ActionParser.text(item, "quote", "text"));
      int number = (int) ActionParser.first(item, "passage", "chunk").asDouble(-1);
      Optional<QuoteFinder.Found> found = find(document, quote, excerpt, number);
      if (found.isEmpty()) {
        remarks.add("a quote does not stand in the document and was dropped");
        continue;
      }
      quotes.add(
          new Finding.Quote(
              found.get().start(),
              found.get().end(),
              ActionParser.text(item, "polarity").equalsIgnoreCase("REFUTES")
                  ? Evidence.Polarity.REFUTES
                  : Evidence.Polarity.SUPPORTS,
              ActionParser.texts(item, "supports").stream().filter(conditions::contains).toList(),
              found.get().fuzzy()));
    }
    return quotes;
  }

  private static Optional<QuoteFinder.Found> find(
      Document document, String quote, Excerpts.Excerpt excerpt, int number) {
    if (quote.isBlank()) {
      return Optional.empty();
    }
    Optional<Passage> named =
        excerpt.passages().stream().filter(passage -> passage.index() == number).findFirst();
    Optional<QuoteFinder.Found> inside =
        named.flatMap(
            passage -> QuoteFinder.find(document.text(), quote, passage.start(), passage.end()));
    return inside.isPresent()
        ? inside
        : QuoteFinder.find(document.text(), quote, 0, document.text().length());
  }

  // The model's opinion is one weight of several; the rest is computed from the link itself.
  private static List<Finding.NextLink> links(
      JsonNode json,
      DocumentQa.Assignment assignment,
      Excerpts.Excerpt excerpt,
      boolean promising) {
    Map<URI, Double> opinions = new HashMap<>();
    Map<URI, String> reasons = new HashMap<>();
    for (JsonNode item : ActionParser.first(json, "next_links", "links")) {
      int number = (int) ActionParser.first(item, "n", "number").asDouble(0);
      if (number >= 1 && number <= excerpt.links().size()) {
        URI url = LinkRank.withoutFragment(excerpt.links().get(number - 1).url());
        opinions.put(url, share(ActionParser.first(item, "score")));
        reasons.put(url, Wording.cut(ActionParser.text(item, "reason"), 200));
      }
    }
    if (opinions.isEmpty()) {
      return List.of();
    }
    return new LinkRank(assignment.question(), ActionParser.texts(json, "missing"))
        .rank(assignment.document(), opinions, promising, excerpt.links().size()).stream()
            .filter(link -> opinions.containsKey(link.url()))
            .limit(LINKS)
            .map(
                link ->
                    new Finding.NextLink(
                        link.url(),
                        link.anchor(),
                        link.score(),
                        reasons.getOrDefault(link.url(), "")))
            .toList();
  }
}
