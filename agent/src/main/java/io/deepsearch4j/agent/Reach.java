package io.deepsearch4j.agent;

import io.deepsearch4j.web.Hit;
import io.deepsearch4j.web.PageStore;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which addresses a model may open: those that came up in the run, and plain paths on hosts that
/// did.
///
/// A page can ask a model to fetch `https://elsewhere.example/?q=` with something private behind
/// it. Such an address came up nowhere, its host is unknown or it carries a query: it is not
/// opened. Once something has been read that is no page of the web, such as a document of the
/// asker's own, plain paths are not tried either: there would be words to put into them that are
/// nobody else's business.
final class Reach {
  private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"'）)】\\]]+");
  private final PageStore pages;

  Reach(PageStore pages) {
    this.pages = pages;
  }

  /// What may be opened in an episode, from what it has seen so far.
  Bounds of(Trajectory trajectory) {
    var bounds = new Bounds(pages, trajectory.task().tools());
    Matcher url = URL.matcher(trajectory.task().question().text());
    while (url.find()) {
      ActionParser.uri(url.group()).ifPresent(bounds::add);
    }
    trajectory.task().plan().keyUrls().forEach(bounds::add);
    for (Evidence evidence : trajectory.task().given()) {
      bounds.read(evidence.url(), evidence.page());
    }
    for (Observation observation : trajectory.observations()) {
      switch (observation) {
        case Observation.Hits(var results) ->
            results.forEach(result -> result.hits().stream().map(Hit::url).forEach(bounds::seen));
        case Observation.Opened(var visits) -> {
          for (Observation.Visit visit : visits) {
            if (visit instanceof Observation.Arrived arrived) {
              bounds.read(arrived.page().finalUrl(), arrived.page().id());
            }
          }
        }
        case Observation.Findings(var answers) ->
            answers.forEach(
                answered ->
                    answered.finding().links().forEach(link -> bounds.addExactly(link.url())));
        case Observation.Rows _,
            Observation.Reflected _,
            Observation.Finished _,
            Observation.Failed _ -> {}
      }
    }
    return bounds;
  }

  /// A set of addresses, and hosts whose plain paths may be tried. Safe to share between threads
  /// once it is made.
  static final class Bounds {
    private final PageStore pages;
    private final List<OutsideTool> tools;
    private final Set<String> opened = new LinkedHashSet<>();
    private final Set<String> addresses = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();
    private boolean linksRead;
    private boolean knowsPrivateText;

    private Bounds(PageStore pages, List<OutsideTool> tools) {
      this.pages = pages;
      this.tools = tools;
    }

    private void read(URI url, String page) {
      seen(url);
      opened.add(page);
    }

    private void seen(URI url) {
      add(url);
      knowsPrivateText |= !isOfTheWeb(url);
    }

    private void add(URI url) {
      addExactly(url);
      if (url.getHost() != null) {
        hosts.add(host(url));
      }
    }

    // A page may link anywhere; only the very address it links to is opened by that.
    private void addExactly(URI url) {
      addresses.add(withoutFragment(url));
    }

    synchronized boolean allow(URI url) {
      if (!ActionParser.isOfPages(url)) {
        return isCallOfATool(url);
      }
      String address = withoutFragment(url);
      if (addresses.contains(address) || isPlainPathOnKnownHost(url)) {
        return true;
      }
      // A link that nobody has pointed out yet: only now are the opened pages worth reading again.
      if (!linksRead) {
        linksRead = true;
        for (String page : opened) {
          pages
              .document(page)
              .ifPresent(document -> document.links().forEach(link -> addExactly(link.url())));
        }
      }
      return addresses.contains(address);
    }

    // Only the parser of calls makes such an address: no page and no model can name one.
    private boolean isCallOfATool(URI url) {
      return tools.stream().anyMatch(tool -> tool.isCalledBy(url));
    }

    private boolean isPlainPathOnKnownHost(URI url) {
      return !knowsPrivateText
          && url.getHost() != null
          && url.getRawQuery() == null
          && url.getRawUserInfo() == null
          && hosts.contains(host(url));
    }

    private static boolean isOfTheWeb(URI url) {
      return "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    }

    private static String host(URI url) {
      return url.getHost().toLowerCase(Locale.ROOT) + ":" + url.getPort();
    }

    private static String withoutFragment(URI url) {
      String text = url.toString();
      int fragment = text.indexOf('#');
      return fragment < 0 ? text : text.substring(0, fragment);
    }
  }
}
