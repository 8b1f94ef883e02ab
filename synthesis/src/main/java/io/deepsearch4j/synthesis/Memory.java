package io.deepsearch4j.synthesis;

import io.deepsearch4j.practice.LinkGraph;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an oracle remembers of one run: which addresses stand behind the words it is shown, and
/// what it has read. A model needs none of it; the agent keeps it. Not safe to share.
final class Memory {
  private final LinkGraph links;
  private final Map<String, URI> proposed = new HashMap<>();
  private final Map<String, URI> read = new HashMap<>();
  private final Map<String, Set<URI>> tried = new HashMap<>();

  Memory(LinkGraph links) {
    this.links = links;
  }

  /// A page was read under a title.
  void read(String title, URI url, String question) {
    read.put(title, url);
    tried.computeIfAbsent(question, _ -> new HashSet<>()).add(url);
  }

  /// A reader proposed a link.
  void proposed(String question, String label, URI url) {
    proposed.put(question + "\n" + label, url);
  }

  /// Somebody chose to read an address for a question.
  void tried(String question, URI url) {
    tried.computeIfAbsent(question, _ -> new HashSet<>()).add(url);
  }

  Set<URI> tried(String question) {
    return tried.getOrDefault(question, Set.of());
  }

  /// The address behind a shown choice.
  Optional<URI> address(String question, SearchRequest.Choice choice) {
    if (choice.snippet().isEmpty()) {
      URI link = proposed.get(question + "\n" + choice.label());
      if (link != null) {
        return Optional.of(link);
      }
    }
    return titled(choice.label());
  }

  /// The page of a title, the one that was read if several have it.
  Optional<URI> titled(String title) {
    URI known = read.get(title);
    if (known != null) {
      return Optional.of(known);
    }
    List<URI> pages = links.titled(title);
    return pages.isEmpty() ? links.titledLike(title) : Optional.of(pages.getFirst());
  }
}
