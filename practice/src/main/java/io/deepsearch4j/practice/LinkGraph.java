package io.deepsearch4j.practice;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which page leads to which, as a well-behaved crawler sees it: redirects followed, forbidden
/// branches and unfollowed links left out.
final class LinkGraph {
  private final Map<URI, Resource> resources;

  LinkGraph(Map<URI, Resource> resources) {
    this.resources = resources;
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
  private URI settled(URI url) {
    URI at = url;
    while (resources.get(at) instanceof Resource.Moved moved) {
      at = moved.to();
    }
    return at;
  }
}
