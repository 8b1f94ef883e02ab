package io.deepsearch4j.agent;

import io.deepsearch4j.documents.Document;
import io.deepsearch4j.documents.Link;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Ranks the links of a page by how likely each leads towards an answer: a model's opinion where
/// there is one, the words of the link, whether it is a file where a figure is wanted, whether its
/// address looks like a way to reports and papers. Shared by both readers.
final class LinkRank {
  private static final double MODEL = 0.55;
  private static final double WORDS = 0.15;
  private static final double TYPE = 0.10;
  private static final double PATH = 0.10;
  private static final double DUPLICATE = 0.05;
  private static final double RULES = WORDS + TYPE + PATH;
  private static final double NEXT_OF_PROMISING_LIST = 0.6;
  private static final double NEXT_OF_LIST = 0.35;
  private static final double OTHER_HUB = 0.5;
  private static final double UNWANTED = 0.2;
  private static final int WORDS_OF_A_TITLE = 5;
  private static final int CHARACTERS_OF_A_TITLE = 10;

  /// Words by which sites lead to what they publish.
  private static final Pattern HUB =
      Pattern.compile(
          "investor|relations|annual|report|result|financ|filing|publication|paper|article|issue|volume|archive|download"
              + "|statistic|dataset|data|figures|people|staff|team|faculty|about|profile|director|press|news|document"
              + "|research|programme|program|notice|download"
              + "|投资者|年报|报告|业绩|财务|公告|披露|论文|期刊|卷期|目录|下载|统计|数据|关于|简介|概况|人员|师资|团队|新闻|文件|资料|研究",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NEVER =
      Pattern.compile(
          "login|sign-?in|register|cart|privacy|cookie|terms|imprint|calendar|share|facebook|twitter|linkedin|weibo"
              + "|登录|注册|隐私|法律声明|日历",
          Pattern.CASE_INSENSITIVE);

  private final Asked asked;
  private final List<Need> needs;
  private final boolean figureWanted;

  /// @param question the question
  /// @param missing what is still unknown; it steers as much as the question
  LinkRank(String question, List<String> missing) {
    asked = Asked.of(question);
    var all = new ArrayList<>(asked.needs());
    for (String phrase : missing) {
      for (Need need : Asked.of(phrase).needs()) {
        if (all.stream().noneMatch(other -> other.text().equals(need.text()))) {
          all.add(need);
        }
      }
    }
    needs = List.copyOf(all);
    figureWanted = asked.type().isFigure();
  }

  /// Ranks without a model's opinion.
  List<Finding.NextLink> rank(Document document, boolean promising, int limit) {
    return rank(document, Map.of(), promising, limit);
  }

  /// Ranks.
  ///
  /// @param opinions a model's score per address, from 0 to 1
  /// @param promising the page answered in part, so that the next page of its list is wanted
  List<Finding.NextLink> rank(
      Document document, Map<URI, Double> opinions, boolean promising, int limit) {
    Map<String, Integer> perTemplate = new HashMap<>();
    document.links().forEach(link -> perTemplate.merge(template(link.url()), 1, Integer::sum));
    var ranked = new LinkedHashMap<URI, Finding.NextLink>();
    for (Link link : document.links()) {
      if (leads(link)) {
        Finding.NextLink next = score(link, opinions, promising, perTemplate);
        ranked.merge(next.url(), next, (a, b) -> a.score() >= b.score() ? a : b);
      }
    }
    return ranked.values().stream()
        .sorted(Comparator.comparingDouble(Finding.NextLink::score).reversed())
        .limit(limit)
        .toList();
  }

  private static boolean leads(Link link) {
    String scheme = link.url().getScheme();
    return switch (link.kind()) {
      case PAGE, ATTACHMENT, NEXT ->
          scheme != null && scheme.toLowerCase(Locale.ROOT).matches("https?|file");
      case ANCHOR, MAIL, OTHER -> false;
    };
  }

  private Finding.NextLink score(
      Link link, Map<URI, Double> opinions, boolean promising, Map<String, Integer> perTemplate) {
    URI url = withoutFragment(link.url());
    String path = decoded(url);
    double words = words(link, path);
    double type = link.kind() == Link.Kind.ATTACHMENT ? (figureWanted ? 1 : 0.5) : 0;
    boolean hub = HUB.matcher(link.anchor()).find() || HUB.matcher(path).find();
    boolean never = NEVER.matcher(link.anchor()).find() || NEVER.matcher(path).find();
    double duplicate = Math.min(1, perTemplate.getOrDefault(template(link.url()), 1) / 30.0);
    double way = Hubs.lead(asked, link.anchor() + " " + path) ? 1 : 0;
    if (way == 0 && (hub || isFrontPage(url))) {
      way = OTHER_HUB;
    }
    double rules = WORDS * words + TYPE * type + PATH * way - DUPLICATE * duplicate;
    Double opinion = opinions.get(url);
    double score = opinion == null ? rules / RULES : MODEL * opinion + rules;
    if (never || titlesOfAnother(link.anchor())) {
      score *= UNWANTED;
    }
    if (link.kind() == Link.Kind.NEXT) {
      score = Math.max(score, promising ? NEXT_OF_PROMISING_LIST : NEXT_OF_LIST);
    }
    return new Finding.NextLink(
        url, link.anchor(), Math.clamp(score, 0, 1), reason(link, words, hub));
  }

  private static boolean isFrontPage(URI url) {
    String path = url.getRawPath();
    return url.getRawQuery() == null && (path == null || path.isEmpty() || path.equals("/"));
  }

  /// Whether a question about one title meets the title of something else.
  private boolean titlesOfAnother(String anchor) {
    Folded words = Folded.of(anchor);
    if (!isTitle(words)) {
      return false;
    }
    List<Need> titles =
        asked.needs(Need.Kind.NAME).stream()
            .filter(name -> isTitle(name.forms().getFirst().phrase()))
            .toList();
    return !titles.isEmpty() && titles.stream().noneMatch(title -> title.in(words) > 0);
  }

  /// Whether a phrase is long enough to be the title of a work.
  private static boolean isTitle(Folded phrase) {
    boolean chinese = phrase.words().stream().anyMatch(Folded.Word::ideograph);
    return phrase.words().size() >= (chinese ? CHARACTERS_OF_A_TITLE : WORDS_OF_A_TITLE);
  }

  private static String reason(Link link, double words, boolean hub) {
    if (link.kind() == Link.Kind.NEXT) {
      return "next page of a list";
    }
    if (words >= 0.3) {
      return "names what was asked for";
    }
    if (link.kind() == Link.Kind.ATTACHMENT) {
      return "a file";
    }
    return hub ? "leads to reports or papers" : "a link of the page";
  }

  /// How much of what is needed the link's own words name, its anchor more than its context.
  private double words(Link link, String path) {
    Folded own = Folded.of(link.anchor() + " | " + path);
    Folded around = Folded.of(link.context());
    double got = 0;
    double possible = 0;
    for (Need need : needs) {
      got += need.weight() * Math.max(need.in(own), 0.4 * need.in(around));
      possible += need.weight();
    }
    return possible == 0 ? 0 : got / possible;
  }

  /// The address with its numbers and last segment replaced: pages of one kind have one template.
  static String template(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    int slash = path.lastIndexOf('/');
    String folder = slash < 0 ? "" : path.substring(0, slash);
    return url.getRawAuthority() + folder.replaceAll("\\d+", "#");
  }

  private static String decoded(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    try {
      return URLDecoder.decode(path, StandardCharsets.UTF_8).replace('_', ' ');
    } catch (IllegalArgumentException _) {
      return path;
    }
  }

  /// The page that an address points to, whatever place on it.
  static URI withoutFragment(URI url) {
    String text = url.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? url : URI.create(text.substring(0, hash));
  }
}
