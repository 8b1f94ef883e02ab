package io.deepsearch4j.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes one ranking of several by reciprocal rank: a hit counts 1 / (60 + rank) in each list that
/// has it. Scores of different engines need not be comparable for that.
final class Fusion {
  private static final double SMOOTHING = 60;

  private static final class Scored {
    private final Hit hit;
    private double score;

    Scored(Hit hit) {
      this.hit = hit;
    }
  }

  private Fusion() {}

  /// The best hits of all lists; of the same address the first is kept, with its engine. Equal
  /// scores keep the order of the lists.
  static List<Hit> merge(List<List<Hit>> rankings, int limit) {
    Map<String, Scored> byAddress = new LinkedHashMap<>();
    for (List<Hit> ranking : rankings) {
      int rank = 0;
      for (Hit hit : ranking) {
        rank++;
        byAddress.computeIfAbsent(key(hit.url()), _ -> new Scored(hit)).score +=
            1 / (SMOOTHING + rank);
      }
    }
    var merged = new ArrayList<Hit>();
    byAddress.values().stream()
        .sorted(Comparator.comparingDouble((Scored scored) -> scored.score).reversed())
        .limit(limit)
        .forEach(scored -> merged.add(ranked(scored.hit, merged.size() + 1)));
    return merged;
  }

  private static Hit ranked(Hit hit, int rank) {
    return new Hit(rank, hit.title(), hit.url(), hit.snippet(), hit.published(), hit.engine());
  }

  /// The address as far as two engines may write it differently: host in lower case, no fragment,
  /// no final slash.
  static String key(URI url) {
    String text = url.toString();
    int fragment = text.indexOf('#');
    String bare = fragment < 0 ? text : text.substring(0, fragment);
    String trimmed = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    String authority = url.getRawAuthority();
    return authority == null
        ? trimmed
        : trimmed.replaceFirst(
            Pattern.quote(authority), Matcher.quoteReplacement(authority.toLowerCase(Locale.ROOT)));
  }
}
