package io.deepsearch4j.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Ranks a site's key URLs against a query by shared words (BM25 over link text, address and
/// surroundings, weighted in this order). Cost grows with the number of words in all key URLs.
final class KeyUrlRanking {
  private static final double TITLE = 2;
  private static final double PATH = 1;
  private static final double CONTEXT = 0.5;
  private static final double SATURATION = 1.2;
  private static final double LENGTH = 0.5;

  private final List<Entry> entries;
  private final Map<String, Integer> frequency = new HashMap<>();
  private final double averageLength;

  KeyUrlRanking(List<KeyUrl> keyUrls) {
    this.entries = keyUrls.stream().map(KeyUrlRanking::entry).toList();
    entries.forEach(e -> e.weights.keySet().forEach(w -> frequency.merge(w, 1, Integer::sum)));
    this.averageLength = entries.stream().mapToDouble(Entry::length).average().orElse(1);
  }

  /// The key URLs that share a word with the query, best first.
  List<KeyUrl> rank(String query) {
    Set<String> words = new HashSet<>(Words.of(query));
    return entries.stream()
        .map(entry -> new Scored(entry.keyUrl, score(entry, words)))
        .filter(scored -> scored.score > 0)
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .map(Scored::keyUrl)
        .toList();
  }

  private double score(Entry entry, Set<String> words) {
    double score = 0;
    double norm = SATURATION * (1 - LENGTH + LENGTH * entry.length / averageLength);
    for (String word : words) {
      double weight = entry.weights.getOrDefault(word, 0.0);
      int n = frequency.getOrDefault(word, 0);
      double rarity = Math.log(1 + (entries.size() - n + 0.5) / (n + 0.5));
      score += rarity * weight / (weight + norm);
    }
    return score;
  }

  private static Entry entry(KeyUrl keyUrl) {
    var weights = new HashMap<String, Double>();
    Words.of(keyUrl.title()).forEach(word -> weights.merge(word, TITLE, Double::sum));
    Words.of(address(keyUrl)).forEach(word -> weights.merge(word, PATH, Double::sum));
    Words.of(keyUrl.context()).forEach(word -> weights.merge(word, CONTEXT, Double::sum));
    double length = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Entry(keyUrl, weights, length);
  }

  private static String address(KeyUrl keyUrl) {
    String path = keyUrl.url().getRawPath() + " " + keyUrl.url().getRawQuery();
    try {
      return URLDecoder.decode(path, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  private record Entry(KeyUrl keyUrl, Map<String, Double> weights, double length) {}

  private record Scored(KeyUrl keyUrl, double score) {}
}
