package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes an answer down without inventing a word: the value found, the document it was found in,
/// and that document's own phrases.
final class PlainDraft {
  private static final int LONGEST_QUOTE = 240;

  private final Research research;
  private final Map<String, Evidence> evidence;
  private final Phrases phrases;

  PlainDraft(Trajectory trajectory, Research research) {
    this.research = research;
    evidence =
        trajectory.evidence().stream()
            .collect(Collectors.toMap(Evidence::id, one -> one, (first, _) -> first));
    phrases = Phrases.of(trajectory.task().question());
  }

  /// The sentences that a draft is made of, in one language.
  private enum Phrases {
    ENGLISH {
      @Override
      String states(String answer, String title, String quote) {
        return "The answer is %s: “%s” states: “%s”.".formatted(answer, title, quote);
      }

      @Override
      String mayState(String answer, String title, String quote) {
        return "The closest match is %s: “%s” states: “%s”.".formatted(answer, title, quote);
      }

      @Override
      String unconfirmed(String what) {
        return "Not confirmed by the document found: " + what + ".";
      }

      @Override
      String onlyClosest(String answer) {
        return "No document states it plainly; %s is the closest match.".formatted(answer);
      }

      @Override
      String contradicted(Claim claim) {
        return "“%s” says %s instead.".formatted(claim.title(), claim.answer());
      }

      @Override
      String nothing(String question, int searches, int pages) {
        return "Nothing found for: %s (searches made: %d, pages read: %d)."
            .formatted(question, searches, pages);
      }
    },
    CHINESE {
      @Override
      String states(String answer, String title, String quote) {
        return "答案是%s:《%s》原文为“%s”。".formatted(answer, title, quote);
      }

      @Override
      String mayState(String answer, String title, String quote) {
        return "最接近的结果是%s:《%s》原文为“%s”。".formatted(answer, title, quote);
      }

      @Override
      String unconfirmed(String what) {
        return "所找到的文件未能证实:" + what + "。";
      }

      @Override
      String onlyClosest(String answer) {
        return "没有文件明确说明,%s只是最接近的结果。".formatted(answer);
      }

      @Override
      String contradicted(Claim claim) {
        return "《%s》则称%s。".formatted(claim.title(), claim.answer());
      }

      @Override
      String nothing(String question, int searches, int pages) {
        return "未找到答案:%s(搜索%d次,阅读%d页)。".formatted(question, searches, pages);
      }
    };

    static Phrases of(Question question) {
      return question.language().startsWith("zh") ? CHINESE : ENGLISH;
    }

    abstract String states(String answer, String title, String quote);

    abstract String mayState(String answer, String title, String quote);

    abstract String unconfirmed(String what);

    abstract String onlyClosest(String answer);

    abstract String contradicted(Claim claim);

    abstract String nothing(String question, int searches, int pages);
  }

  Draft draft() {
    Optional<Claim> best = research.isLastLink() ? research.best() : Optional.empty();
    var sentences = new ArrayList<Draft.Sentence>();
    double confidence = 1;
    for (Claim claim : research.settled()) {
      sentences.add(sentence(claim));
      confidence *= claim.confidence();
    }
    var open = new ArrayList<String>();
    if (best.isEmpty()) {
      open.add(phrases.nothing(research.question(), research.searches(), research.pagesRead()));
      return new Draft("", sentences, 0, open);
    }
    Claim claim = best.get();
    sentences.add(sentence(claim));
    confidence *= claim.confidence();
    if (!claim.missing().isEmpty()) {
      open.add(phrases.unconfirmed(String.join(", ", claim.missing())));
    } else if (claim.status() != Finding.Status.ANSWERED) {
      open.add(phrases.onlyClosest(claim.answer()));
    }
    List<Claim> others = research.contradicting(claim);
    others.forEach(other -> open.add(phrases.contradicted(other)));
    return new Draft(
        claim.answer(), sentences, others.isEmpty() ? confidence : confidence * 0.7, open);
  }

  private Draft.Sentence sentence(Claim claim) {
    var ids = new ArrayList<>(claim.evidence());
    for (Claim other : research.confirming(claim)) {
      other.evidence().stream().limit(1).filter(id -> !ids.contains(id)).forEach(ids::add);
    }
    String quote =
        claim.evidence().stream()
            .flatMap(id -> Optional.ofNullable(evidence.get(id)).stream())
            .map(Evidence::quote)
            .findFirst()
            .orElse(claim.answer());
    String title = claim.title().isBlank() ? claim.url().toString() : claim.title();
    String text =
        claim.isSure()
            ? phrases.states(claim.answer(), title, shortened(quote))
            : phrases.mayState(claim.answer(), title, shortened(quote));
    return new Draft.Sentence(text, ids);
  }

  private static String shortened(String quote) {
    String line = quote.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }
}
