package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Judges how well the surroundings of a value fit a question. What stands beside the value counts
/// most, what stands above it (caption, headings) a little less, what only the whole document says
/// (its title, its site) less again. Of several years the nearest decides, so that last year's
/// column never answers for this year's report.
final class Fitting {
  private static final double HIGHEST = 0.95;
  private static final double ONE_MISS = 0.5;
  private static final double MORE_MISSES = 0.3;
  private static final double WORD_MISS = 0.92;

  private final AnswerType asked;
  private final List<Need> needs;
  private final Set<String> vocabulary = new HashSet<>();
  private final double attributeOfDocument;

  /// What was judged.
  ///
  /// @param missing the essential and other needs nothing satisfies
  record Fit(double confidence, List<String> missing) {}

  Fitting(Asked question) {
    asked = question.type();
    needs = question.needs();
    // A figure may stand in a file that is about its attribute; a name must stand beside it.
    attributeOfDocument = asked.isName() ? 0.4 : 0.75;
    question.folded().words().forEach(word -> vocabulary.add(word.stem()));
    for (Need need : needs) {
      for (Need.Form form : need.forms()) {
        form.phrase().words().forEach(word -> vocabulary.add(word.stem()));
      }
    }
  }

  Marks marks(String text) {
    return Marks.of(needs, text);
  }

  Fit fit(Marks beside, Marks above, Marks document) {
    double got = 0;
    double possible = 0;
    double factor = HIGHEST;
    int misses = 0;
    double words = 0;
    double wordsMissed = 0;
    boolean attribute = false;
    var missing = new ArrayList<String>();
    for (int i = 0; i < needs.size(); i++) {
      Need need = needs.get(i);
      double strength = strength(i, beside, above, document);
      got += need.weight() * strength;
      possible += need.weight();
      attribute |= need.kind() == Need.Kind.ATTRIBUTE;
      if (need.kind() == Need.Kind.WORD) {
        words++;
      }
      if (strength >= 0.5 || need.kind() == Need.Kind.FILLER) {
        continue;
      }
      missing.add(need.text());
      if (need.essential()) {
        misses++;
      } else {
        wordsMissed++;
        factor *= WORD_MISS;
      }
    }
    if (!attribute && (words == 0 || wordsMissed * 2 > words)) {
      misses++;
    }
    double base = possible == 0 ? 0 : got / possible;
    if (misses > 0) {
      base = Math.min(base, misses == 1 ? ONE_MISS : MORE_MISSES);
    }
    return new Fit(base * factor, missing);
  }

  private double strength(int need, Marks beside, Marks above, Marks document) {
    return switch (needs.get(need).kind()) {
      case YEAR -> {
        if (beside.namesYear()) {
          yield beside.of(need);
        }
        yield above.namesYear() ? 0.97 * above.of(need) : 0.9 * document.of(need);
      }
      case ATTRIBUTE -> best(need, beside, above, 0.95, document, attributeOfDocument);
      case NAME -> best(need, beside, above, 0.97, document, 0.92);
      case WORD, FILLER -> best(need, beside, above, 0.95, document, 0.9);
    };
  }

  private static double best(
      int need, Marks beside, Marks above, double aboveCounts, Marks document, double rest) {
    return Math.max(
        beside.of(need), Math.max(aboveCounts * above.of(need), rest * document.of(need)));
  }

  /// How much of a label the question speaks of, from 0 to 1: `Cost of revenue` is not `Revenue`.
  double precision(String label) {
    Folded folded = Folded.of(label.replaceAll("[(\uff08\\[][^)\uff09\\]]*[)\uff09\\]]", " "));
    int known = 0;
    int counted = 0;
    for (Folded.Word word : folded.words()) {
      if (vocabulary.contains(word.stem())) {
        known++;
        counted++;
      } else if (!CommonWords.isStop(word) && !CommonWords.isFiller(word)) {
        counted++;
      }
    }
    double share = counted == 0 ? 1 : (double) known / counted;
    return namesAnotherAttribute(folded) ? Math.min(share, 0.1) : share;
  }

  /// Whether a label names an attribute of the kind asked for, and not the one asked for.
  private boolean namesAnotherAttribute(Folded label) {
    boolean another = false;
    for (Lexicon.Found found : Lexicon.BUILT_IN.in(label)) {
      AnswerType type = found.attribute().type();
      if (type == asked || (type.isFigure() && asked.isFigure())) {
        if (isAsked(found.attribute())) {
          return false;
        }
        another = true;
      }
    }
    return another && needs.stream().anyMatch(need -> need.kind() == Need.Kind.ATTRIBUTE);
  }

  private boolean isAsked(Lexicon.Attribute attribute) {
    return needs.stream()
        .flatMap(need -> need.forms().stream())
        .anyMatch(form -> attribute.wordings().contains(form.phrase()));
  }
}
