package io.deepsearch4j.agent;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Short names of the pages of an episode (`P1`, `P2`, …), in the order in which they came up.
/// Models copy two characters more reliably than sixteen.
final class Handles {
  private final Map<String, String> byPage = new LinkedHashMap<>();
  private final Map<String, String> pages = new LinkedHashMap<>();

  private Handles() {}

  static Handles of(Trajectory trajectory) {
    var handles = new Handles();
    for (Evidence evidence : trajectory.task().given()) {
      handles.add(evidence.page(), evidence.url(), evidence.url());
    }
    for (Observation observation : trajectory.observations()) {
      if (observation instanceof Observation.Opened(var visits)) {
        for (Observation.Visit visit : visits) {
          if (visit instanceof Observation.Arrived arrived) {
            handles.add(arrived.page().id(), arrived.url(), arrived.page().finalUrl());
          }
        }
      }
    }
    return handles;
  }

  private void add(String page, URI url, URI finalUrl) {
    String handle = byPage.computeIfAbsent(page, _ -> "P" + (byPage.size() + 1));
    pages.put(handle, page);
    pages.put(page, page);
    pages.put(url.toString(), page);
    pages.put(finalUrl.toString(), page);
  }

  /// What a page is called; its id where it has no handle.
  String of(String page) {
    return byPage.getOrDefault(page, page);
  }

  /// The page that is meant by a handle, an id or an address.
  Optional<String> page(String name) {
    String plain = name.strip().replaceAll("^[\"'\\[(]+|[\"'\\])]+$", "");
    return Optional.ofNullable(
        pages.getOrDefault(plain, pages.get(plain.toUpperCase(java.util.Locale.ROOT))));
  }
}
