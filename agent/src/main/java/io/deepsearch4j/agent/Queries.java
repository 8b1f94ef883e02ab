package io.deepsearch4j.agent;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The searches worth making for a question, the narrow ones first: everything salient, names with
/// the attribute, names alone, names with the attribute in the other language.
final class Queries {
  private static final int MOST = 4;
  private static final String WAY = "directory about news agency university";
  private static final String CHINESE_WAY = "名录 关于我们 新闻 大学 机构";

  private Queries() {}

  static List<String> of(Asked asked) {
    List<String> names = texts(asked.needs(Need.Kind.NAME));
    List<Need> attributes = asked.needs(Need.Kind.ATTRIBUTE);
    var queries = new LinkedHashSet<String>();
    add(queries, asked.salient());
    if (!names.isEmpty()) {
      add(queries, joined(names, texts(attributes)));
      add(queries, names);
      attributes.stream()
          .map(attribute -> inOtherLanguage(attribute, asked.chinese()))
          .filter(wording -> !wording.isEmpty())
          .forEach(wording -> add(queries, joined(names, List.of(wording))));
    } else {
      var words = texts(asked.needs(Need.Kind.WORD));
      add(queries, joined(words, texts(attributes)));
      add(queries, joined(words, texts(asked.needs(Need.Kind.FILLER))));
    }
    if (queries.isEmpty()) {
      queries.add(asked.text());
    }
    return queries.stream().limit(MOST).toList();
  }

  /// Searches for when the others found nothing: the pages that lead to such facts, single words
  /// and other wordings of what is asked, and at last the pages by which any site is entered.
  static List<String> broader(Asked asked) {
    var queries = new LinkedHashSet<String>(Hubs.queries(asked, asked.chinese()));
    queries.addAll(Hubs.queries(asked, !asked.chinese()));
    for (Need need : asked.needs()) {
      if (need.kind() == Need.Kind.NAME) {
        need.forms().getLast().phrase().words().stream()
            .map(Folded.Word::exact)
            .filter(word -> word.length() > 2)
            .forEach(queries::add);
      }
    }
    for (Need need : asked.needs()) {
      if (need.kind() != Need.Kind.NAME && need.kind() != Need.Kind.YEAR) {
        queries.add(need.text());
      }
    }
    List<String> ways = asked.chinese() ? List.of(CHINESE_WAY, WAY) : List.of(WAY, CHINESE_WAY);
    return Stream.concat(queries.stream().limit(2 * MOST), ways.stream()).toList();
  }

  private static void add(Set<String> queries, List<String> words) {
    String query = String.join(" ", words);
    if (!query.isBlank()) {
      queries.add(query);
    }
  }

  private static List<String> texts(List<Need> needs) {
    return needs.stream().map(Need::text).distinct().toList();
  }

  private static List<String> joined(List<String> first, List<String> second) {
    var both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  private static String inOtherLanguage(Need attribute, boolean chinese) {
    return attribute.forms().stream()
        .map(Need.Form::phrase)
        .filter(phrase -> phrase.words().getFirst().ideograph() != chinese)
        .map(
            phrase ->
                phrase.words().stream()
                    .map(Folded.Word::exact)
                    .collect(Collectors.joining(chinese ? " " : "")))
        .findFirst()
        .orElse("");
  }
}
