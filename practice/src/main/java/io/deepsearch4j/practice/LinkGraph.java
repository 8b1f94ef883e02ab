package io.deepsearch4j.practice;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which page leads to which, as a well-behaved crawler sees it: redirects followed, forbidden
/// branches and unfollowed links left out. Safe to share.
public final class LinkGraph {
  private static final Pattern ANCHOR =
      Pattern.compile("<a href=\"([^\"]*)\"( rel=\"nofollow\")?[^>]*>([^<]*)</a>");

  private static final int SHORTEST_CUT = 20;

  private final Map<URI, Resource> resources;
  private final Map<String, List<URI>> byTitle = new LinkedHashMap<>();
  private final Map<URI, List<Link>> labelled = new ConcurrentHashMap<>();

  LinkGraph(Map<URI, Resource> resources) {
    this.resources = resources;
    for (Resource resource : resources.values()) {
      if (resource instanceof Resource.Page page) {
        byTitle.computeIfAbsent(page.title(), _ -> new ArrayList<>()).add(page.url());
      }
    }
  }

  /// A link of a page.
  ///
  /// @param label what it says
  /// @param url where it ends up
  public record Link(String label, URI url) {}

  /// The links of a page in page order, its menu first; none of a file.
  public List<Link> from(URI page) {
    return labelled.computeIfAbsent(
        settled(page),
        at -> resources.get(at) instanceof Resource.Page it ? anchors(it) : List.of());
  }

  /// The pages of that title.
  public List<URI> titled(String title) {
    return List.copyOf(byTitle.getOrDefault(title, List.of()));
  }

  /// A page whose title begins like this, where a title was cut; empty if there is none.
  public Optional<URI> titledLike(String title) {
    String cut = title.endsWith("…") ? title.substring(0, title.length() - 1).strip() : title;
    return cut.length() < SHORTEST_CUT
        ? Optional.empty()
        : byTitle.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(cut))
            .map(entry -> entry.getValue().getFirst())
            .findFirst();
  }

  /// How many links of one site lie between each of its pages and the nearest of some goals; pages
  /// without a way are missing.
  public Map<URI, Integer> distances(Set<URI> goals) {
    Map<URI, List<URI>> before = new HashMap<>();
    Set<String> hosts = goals.stream().map(URI::getAuthority).collect(Collectors.toSet());
    for (Resource resource : resources.values()) {
      if (resource instanceof Resource.Page page && hosts.contains(page.url().getAuthority())) {
        from(page.url()).stream()
            .filter(link -> link.url().getAuthority().equals(page.url().getAuthority()))
            .forEach(
                link -> before.computeIfAbsent(link.url(), _ -> new ArrayList<>()).add(page.url()));
      }
    }
    Map<URI, Integer> distances = new HashMap<>();
    Deque<URI> open = new ArrayDeque<>(goals);
    goals.forEach(goal -> distances.put(goal, 0));
    while (!open.isEmpty()) {
      URI at = open.remove();
      for (URI page : before.getOrDefault(at, List.of())) {
        if (distances.putIfAbsent(page, distances.getOrDefault(at, 0) + 1) == null) {
          open.add(page);
        }
      }
    }
    return distances;
  }

  private List<Link> anchors(Resource.Page page) {
    List<Link> links = new ArrayList<>();
    Matcher anchor = ANCHOR.matcher(page.html());
    while (anchor.find()) {
      URI target = settled(URI.create(plain(anchor.group(1))));
      if (anchor.group(2) == null && mayEnter(target)) {
        links.add(new Link(plain(anchor.group(3)), target));
      }
    }
    return List.copyOf(links);
  }

  private static String plain(String markup) {
    return markup
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  /// The shortest way to an address that starts at a page of the index; empty if there is none.
  /// Ways that begin on the address's own site are preferred, then pages near the root.
  List<URI> wayTo(URI goal) {
    List<URI> own = new ArrayList<>();
    List<URI> all = new ArrayList<>();
    for (Resource resource : resources.values()) {
      if (resource instanceof Resource.Page page && page.indexed()) {
        all.add(page.url());
        if (page.url().getAuthority().equals(goal.getAuthority())) {
          own.add(page.url());
        }
      }
    }
    List<URI> way = shortest(own, goal);
    return way.isEmpty() ? shortest(all, goal) : way;
  }

  private List<URI> shortest(List<URI> starts, URI goal) {
    Map<URI, URI> cameFrom = new HashMap<>();
    Deque<URI> open = new ArrayDeque<>();
    for (URI start : starts) {
      cameFrom.put(start, start);
      open.add(start);
    }
    while (!open.isEmpty()) {
      URI at = open.remove();
      if (at.equals(goal)) {
        return way(cameFrom, goal);
      }
      if (resources.get(at) instanceof Resource.Page page) {
        for (URI link : page.links()) {
          URI target = settled(link);
          if (mayEnter(target) && cameFrom.putIfAbsent(target, at) == null) {
            open.add(target);
          }
        }
      }
    }
    return List.of();
  }

  private static List<URI> way(Map<URI, URI> cameFrom, URI goal) {
    List<URI> way = new ArrayList<>();
    URI at = goal;
    way.addFirst(at);
    while (true) {
      URI before = cameFrom.getOrDefault(at, at);
      if (before.equals(at)) {
        return List.copyOf(way);
      }
      way.addFirst(before);
      at = before;
    }
  }

  private boolean mayEnter(URI url) {
    return resources.containsKey(url) && !url.getPath().startsWith("/internal/");
  }

  /// Where a link ends up.
  public URI settled(URI url) {
    URI at = url;
    while (resources.get(at) instanceof Resource.Moved moved) {
      at = moved.to();
    }
    return at;
  }
}
