package io.deepsearch4j.practice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A search engine over the pages that it may know, ranked by BM25: words in Latin script, pairs of
/// characters in Chinese. Immutable.
final class SearchIndex {
  private static final double K1 = 1.2;
  private static final double B = 0.75;
  private static final int SNIPPET = 220;
  private static final int MOST_TERMS = 64;

  private final List<Resource.Page> pages;
  private final List<Map<String, Integer>> counts = new ArrayList<>();
  private final Map<String, Integer> pagesWith = new HashMap<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final double meanLength;

  SearchIndex(List<Resource.Page> all) {
    pages = all.stream().filter(Resource.Page::indexed).toList();
    long total = 0;
    for (Resource.Page page : pages) {
      // The title counts twice, as engines weigh it.
      List<String> terms = terms(page.title() + "\n" + page.title() + "\n" + page.text());
      Map<String, Integer> count = new HashMap<>();
      terms.forEach(term -> count.merge(term, 1, Integer::sum));
      counts.add(count);
      lengths.add(terms.size());
      count.keySet().forEach(term -> pagesWith.merge(term, 1, Integer::sum));
      total += terms.size();
    }
    meanLength = Math.max(1, (double) total / Math.max(1, pages.size()));
  }

  List<Resource.Page> pages() {
    return pages;
  }

  /// One result.
  record Match(Resource.Page page, String snippet, double score) {}

  /// The best matches, best first; a `site:` word restricts them to a host.
  List<Match> search(String query, int from, int limit) {
    List<String> words = new ArrayList<>();
    String site = "";
    for (String word : query.strip().split("\\s+")) {
      if (word.startsWith("site:")) {
        site = word.substring(5).toLowerCase(Locale.ROOT);
      } else {
        words.add(word);
      }
    }
    Set<String> wanted = new LinkedHashSet<>(terms(String.join(" ", words)));
    List<String> terms = wanted.stream().limit(MOST_TERMS).toList();
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      double score = score(terms, i);
      if (score > 0 && isOn(site, pages.get(i))) {
        matches.add(new Match(pages.get(i), "", score));
      }
    }
    return matches.stream()
        .sorted(
            Comparator.comparingDouble(Match::score)
                .reversed()
                .thenComparing(match -> match.page().url().toString()))
        .skip(from)
        .limit(limit)
        .map(match -> new Match(match.page(), snippet(match.page(), terms), match.score()))
        .toList();
  }

  private static boolean isOn(String site, Resource.Page page) {
    String host = page.url().getHost();
    return site.isEmpty() || host.equals(site) || host.endsWith("." + site);
  }

  private double score(List<String> terms, int page) {
    double score = 0;
    for (String term : terms) {
      int count = counts.get(page).getOrDefault(term, 0);
      if (count > 0) {
        int with = pagesWith.getOrDefault(term, 0);
        double rarity = Math.log(1 + (pages.size() - with + 0.5) / (with + 0.5));
        double norm = 1 - B + B * lengths.get(page) / meanLength;
        score += rarity * count * (K1 + 1) / (count + K1 * norm);
      }
    }
    return score;
  }

  /// The two lines that match best, in page order.
  private static String snippet(Resource.Page page, List<String> wanted) {
    List<String> lines = page.text().lines().filter(line -> !line.isBlank()).toList();
    List<String> best =
        lines.stream()
            .sorted(
                Comparator.comparingLong(
                    (String line) ->
                        -terms(line).stream().distinct().filter(wanted::contains).count()))
            .limit(2)
            .toList();
    String snippet = String.join(" … ", lines.stream().filter(best::contains).limit(2).toList());
    return snippet.length() <= SNIPPET ? snippet : snippet.substring(0, SNIPPET) + "…";
  }

  /// Lower-case words, and for Chinese every two neighbouring characters.
  static List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int before = 0;
    for (int point : text.toLowerCase(Locale.ROOT).codePoints().toArray()) {
      boolean han = Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
      if (!han && Character.isLetterOrDigit(point)) {
        word.appendCodePoint(point);
      } else if (!word.isEmpty()) {
        terms.add(word.toString());
        word.setLength(0);
      }
      if (han && before != 0) {
        terms.add(Character.toString(before) + Character.toString(point));
      }
      before = han ? point : 0;
    }
    if (!word.isEmpty()) {
      terms.add(word.toString());
    }
    return terms;
  }
}
