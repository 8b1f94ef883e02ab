package io.deepsearch4j.agent;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The addresses known and not yet opened, most promising first, and the ones already tried. An
/// address that failed is never tried again, and one that calls a tool is no lead. Not safe to
/// share.
final class Leads {
  private static final double PER_DEPTH = 0.03;
  private static final double FRUITLESS = 0.06;
  private static final int FRUITLESS_PAGES = 3;
  private static final int DEEPEST = 6;
  private static final int PER_HOST = 2;

  private final Map<String, Lead> leads = new LinkedHashMap<>();
  private final Set<String> tried = new HashSet<>();
  private final Map<String, Integer> depths = new HashMap<>();
  private final Map<String, Integer> fruitless = new HashMap<>();

  /// An address worth opening.
  record Lead(URI url, double score, int depth) {}

  void add(URI url, double score, int depth) {
    String key = key(url);
    if (tried.contains(key) || depth > DEEPEST || !ActionParser.isOfPages(url)) {
      return;
    }
    leads.merge(
        key,
        new Lead(url, score - PER_DEPTH * depth, depth),
        (a, b) -> a.score() >= b.score() ? a : b);
  }

  void tried(URI url) {
    String key = key(url);
    tried.add(key);
    Lead lead = leads.remove(key);
    if (lead != null) {
      depths.put(key, lead.depth());
    }
  }

  boolean wasTried(URI url) {
    return tried.contains(key(url));
  }

  /// How many links away from a search hit or a named address a page was found.
  int depth(URI url) {
    return depths.getOrDefault(key(url), 0);
  }

  /// Where an address led after redirects, it was reached over the same way.
  void reached(URI asked, URI arrived) {
    int depth = depth(asked);
    tried(arrived);
    depths.put(key(arrived), depth);
  }

  void fruitless(URI url) {
    fruitless.merge(LinkRank.template(url), 1, Integer::sum);
  }

  void forget() {
    leads.clear();
    fruitless.clear();
  }

  /// The most promising leads, at most two of one host.
  List<Lead> best(int most, double atLeast) {
    List<Lead> sorted =
        leads.values().stream()
            .filter(lead -> score(lead) >= atLeast)
            .sorted(Comparator.comparingDouble(this::score).reversed())
            .toList();
    var best = new ArrayList<Lead>();
    Map<String, Integer> perHost = new HashMap<>();
    for (Lead lead : sorted) {
      String host = String.valueOf(lead.url().getHost());
      if (best.size() < most && perHost.merge(host, 1, Integer::sum) <= PER_HOST) {
        best.add(lead);
      }
    }
    return best;
  }

  private double score(Lead lead) {
    boolean likeFruitless =
        fruitless.getOrDefault(LinkRank.template(lead.url()), 0) >= FRUITLESS_PAGES;
    return likeFruitless ? lead.score() - FRUITLESS : lead.score();
  }

  /// One address has one key, however it is written.
  static String key(URI url) {
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return url.getScheme() + "://" + host + ":" + url.getPort() + path + query;
  }
}
