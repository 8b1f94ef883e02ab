package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.Relation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of chain links: one English phrase for each relation, whatever the question's
/// language, followed by what narrows it.
final class ChainWords {
  private static final Pattern HOLE = Pattern.compile("\\{([a-z ]+)}");
  private static final Map<Relation, Pattern> PATTERNS = patterns();

  private ChainWords() {}

  /// The link in words.
  static String of(ChainLink link) {
    Matcher hole = HOLE.matcher(phrase(link.relation()));
    return hole.replaceAll(
        found ->
            Matcher.quoteReplacement(link.qualifiers().getOrDefault(found.group(1), "").strip()));
  }

  /// The link that such words name, if they name one.
  static Optional<ChainLink> read(String words) {
    for (Map.Entry<Relation, Pattern> known : PATTERNS.entrySet()) {
      Matcher matcher = known.getValue().matcher(words);
      if (matcher.matches()) {
        List<String> names = names(phrase(known.getKey()));
        Map<String, String> qualifiers = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
          qualifiers.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(new ChainLink(known.getKey(), qualifiers));
      }
    }
    return Optional.empty();
  }

  private static Map<Relation, Pattern> patterns() {
    Map<Relation, Pattern> patterns = new EnumMap<>(Relation.class);
    for (Relation relation : Relation.values()) {
      String pattern =
          phrase(relation)
              .replace("{year}", "([0-9]{4})")
              .replace("{as of}", "([0-9]{4}-[0-9]{2}-[0-9]{2})")
              .replaceAll("\\{[a-z]+}", "(.+)");
      patterns.put(relation, Pattern.compile(pattern));
    }
    return patterns;
  }

  private static List<String> names(String phrase) {
    return HOLE.matcher(phrase).results().map(found -> found.group(1)).toList();
  }

  private static String phrase(Relation relation) {
    return switch (relation) {
      case ALSO_KNOWN_AS -> "English name";
      case FOUNDED -> "founding year";
      case HEADQUARTERS -> "head office";
      case CHIEF_EXECUTIVE -> "chief executive";
      case FINANCE_CHIEF -> "chief financial officer";
      case MAIN_SUPPLIER -> "main supplier";
      case MADE_BY -> "maker";
      case LAUNCHED -> "launch year";
      case ACQUIRED_BY -> "acquirer";
      case ACQUIRED_ON -> "acquisition day";
      case ACQUISITION_PRICE -> "acquisition price";
      case REVENUE -> "revenue {year}";
      case SEGMENT_REVENUE -> "segment revenue {segment} {year}";
      case MARKET_REVENUE -> "sales {market} {year}";
      case NET_INCOME -> "net income {year}";
      case RESEARCH_SPENDING -> "research spending {year}";
      case EMPLOYEES -> "employees {year}";
      case PLANT_EMPLOYEES -> "plant employees {plant} {year}";
      case ORDER_BACKLOG -> "order backlog {year}";
      case INVESTMENT_TARGET -> "investment plan {year}";
      case MEETING_DATE -> "annual meeting {year}";
      case BORN -> "birth year";
      case STUDIED_AT -> "university studied";
      case HOME_TOWN -> "home town";
      case RECTOR -> "rector";
      case ENROLMENT -> "enrolment {year}";
      case OFFICE -> "office";
      case WORKS_AT -> "employer";
      case PUBLISHED_BY -> "publisher";
      case ISSN -> "ISSN";
      case EDITOR -> "editor";
      case APPEARED_IN -> "journal";
      case FIRST_AUTHOR -> "first author";
      case VOLUME -> "volume";
      case PAGES -> "pages";
      case IDENTIFIER -> "DOI";
      case CITES -> "cited work";
      case CITATIONS -> "citations {as of}";
      case IN_REGION -> "province";
      case PRODUCTION -> "production {year}";
      case CAPACITY -> "capacity {year}";
      case DEADLINE -> "deadline";
      case PROGRAMME_BUDGET -> "budget";
    };
  }
}
