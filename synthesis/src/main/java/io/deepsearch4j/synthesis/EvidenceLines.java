package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.AnswerType;
import io.deepsearch4j.practice.Fact;
import io.deepsearch4j.practice.Relation;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the line that states a fact, and the value as it stands there.
final class EvidenceLines {
  private final Truth truth;

  EvidenceLines(Truth truth) {
    this.truth = truth;
  }

  /// A line and the value in it.
  record Evidence(String line, String value) {}

  /// The line that states a fact best; empty if none does.
  Optional<Evidence> of(Fact fact, List<String> lines) {
    Optional<Evidence> best = Optional.empty();
    int most = 0;
    for (String line : lines) {
      Optional<String> value = value(fact, line);
      int worth = value.isEmpty() ? 0 : worth(fact, line);
      if (worth > most) {
        most = worth;
        best = Optional.of(new Evidence(line, value.get()));
      }
    }
    return best;
  }

  /// The unit of a fact as it is written beside or above a value that stands alone; empty where the
  /// value has its unit with it, or needs none.
  String unitBeside(Fact fact, Evidence found, List<String> lines) {
    List<String> words = unitWords(fact.unit());
    if (words.stream().anyMatch(found.value()::contains)) {
      return "";
    }
    List<String> above = lines.subList(0, lines.indexOf(found.line()) + 1).reversed();
    return above.stream()
        .flatMap(line -> words.stream().filter(line::contains))
        .findFirst()
        .orElse("");
  }

  private static List<String> unitWords(String unit) {
    return switch (unit) {
      case "" -> List.of();
      case "million euros" -> List.of("millions of euros", "million euros");
      default -> List.of(unit);
    };
  }

  /// The value of a fact as it stands in a text, in its longest form.
  Optional<String> value(Fact fact, String text) {
    return forms(fact).stream()
        .flatMap(form -> Words.find(text, form).stream())
        .max(Comparator.comparingInt(String::length));
  }

  /// How clearly a line that holds the value states the fact; 0 if it does not.
  private int worth(Fact fact, String line) {
    if (line.contains(truth.sentence(fact))) {
      return 100;
    }
    int worth = 0;
    for (String name : List.of("segment", "market", "plant")) {
      String value = fact.qualifier(name);
      if (!value.isEmpty()) {
        if (!holds(line, value)) {
          return 0;
        }
        worth += 4;
      }
    }
    boolean aboutSubject = holds(line, fact.subject());
    if (isRowOfSubject(fact.relation()) && !aboutSubject) {
      return 0;
    }
    worth += aboutSubject ? 4 : 0;
    String year = fact.qualifier("year");
    worth += !year.isEmpty() && Words.contains(line, year) ? 2 : 0;
    boolean row = rowLabels(fact.relation()).stream().anyMatch(line::contains);
    return worth + (row ? 2 : 0);
  }

  private boolean holds(String line, String name) {
    return truth.spellings(name).stream().anyMatch(it -> Words.contains(line, it));
  }

  /// Whether tables state it in a row that begins with its subject.
  private static boolean isRowOfSubject(Relation relation) {
    return switch (Kind.of(relation)) {
      case STAFF, REGION -> true;
      case ORGANISATION, PRODUCT, PERSON, PAPER, CITY, PROGRAMME -> false;
    };
  }

  private static List<String> rowLabels(Relation relation) {
    return relation == Relation.REVENUE
        ? List.of("Revenue", "营业收入合计")
        : relation == Relation.NET_INCOME
            ? List.of("Net income", "净利润")
            : relation == Relation.RESEARCH_SPENDING
                ? List.of("Research and development", "研发支出")
                : List.of();
  }

  private List<String> forms(Fact fact) {
    List<String> forms = new ArrayList<>(List.of(truth.shownValue(fact), fact.value()));
    if (fact.relation().answers() == AnswerType.NAME) {
      forms.addAll(truth.spellings(fact.value()));
    }
    if (fact.relation().answers() == AnswerType.NUMBER) {
      for (String pattern : List.of("#,##0.###", "#,##0.0##", "0.0##")) {
        forms.add(
            new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(new BigDecimal(fact.value())));
      }
    }
    return forms;
  }
}
